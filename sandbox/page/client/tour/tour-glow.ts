import type { TourStep, TourView } from '../../protocol/shared-view.js';
import type { Seat } from '../model/seat.js';
import { textChannelName } from './tour-words.js';

/** How often what glows is looked for, in milliseconds: lists are drawn anew all the time. */
const EVERY = 300;

/** Lets the controls glow that the tour means now. The answer ends it. */
export function glowAt(step: TourStep, room: TourView['room'], seat: Seat, hub: string): () => void {
  const look = () => {
    const wanted = new Set(controlsFor(step, room, seat, hub).flatMap(reachable));
    for (const control of document.querySelectorAll<HTMLElement>('[data-glow]')) {
      if (!wanted.has(control)) delete control.dataset['glow'];
    }
    for (const control of wanted) {
      if (control.dataset['glow'] === undefined) control.scrollIntoView({ block: 'nearest' });
      control.dataset['glow'] = '';
    }
  };
  look();
  const timer = setInterval(look, EVERY);
  return () => {
    clearInterval(timer);
    for (const control of document.querySelectorAll<HTMLElement>('[data-glow]')) delete control.dataset['glow'];
  };
}

function controlsFor({ id, parts }: TourStep, room: TourView['room'], seat: Seat, hub: string): HTMLElement[] {
  const pane = document.querySelector<HTMLElement>(`[data-seat="${seat.name}"]`);
  if (!pane) return [];
  const channels = seat.view.channels.value;
  const rowOf = (channel: string | undefined) => all(pane, `.tree-row:not(.member)[data-channel="${channel ?? ''}"]`);
  switch (id) {
    case 'own':
      return rowOf(channels.find(({ name }) => name === hub)?.id);
    case 'lock': {
      const buttons = all(pane, '.message .button').filter(({ textContent }) => textContent?.includes('Unlocked'));
      const name = textChannelName(room?.name ?? '');
      return buttons.length > 0 ? buttons.slice(-1) : rowOf(channels.find((channel) => channel.name === name)?.id);
    }
    case 'comeBack':
      return parts.includes('left') ? rowOf(room?.channel) : all(pane, '.own-voice .button');
    case 'trigger': {
      const owner = seat.view.guild.value?.owner;
      return owner === seat.view.me.value.user ? all(pane, '.composer-row') : all(pane, '.switcher');
    }
    case 'restart':
      return all(document.body, parts.includes('down') ? '[data-tour=start]' : '[data-tour=kill]');
  }
}

/** On a narrow screen a control may stand in a part that does not show: then it is the tab of that part. */
function reachable(control: HTMLElement): HTMLElement[] {
  if (control.checkVisibility()) return [control];
  const part = control.closest('.chat') ? 'chat' : 'channels';
  const seat = control.closest<HTMLElement>('.seat');
  return seat ? all(seat, `[data-pane=${part}]`) : [];
}

function all(within: HTMLElement, selector: string): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(selector)];
}
