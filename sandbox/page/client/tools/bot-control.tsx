import type { MachineAct } from '../../protocol/acts.js';
import type { BotView } from '../../protocol/shared-view.js';
import { ask, shared } from '../model/session.js';
import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { Menu, type MenuItem } from '../ui/menu.js';
import { Refusal } from '../ui/refusal.js';

const words: Readonly<Record<BotView['state'], string>> = {
  unmanaged: 'runs by itself',
  starting: 'is starting',
  running: 'is running',
  stopping: 'is stopping',
  down: 'is down',
};

/** How the bot is, and what can be done to it. */
export function BotControl() {
  const deed = useDeed();
  const { name, state, sessions, ended } = shared.bot.value;
  const run = (act: MachineAct) => void deed.run(() => ask(act));
  const isDown = state === 'down';
  const about =
    isDown && ended !== null ? `It ended: ${ended}` : `${sessions} gateway ${sessions === 1 ? 'session' : 'sessions'}`;
  const items: MenuItem[] = [
    ...(state === 'unmanaged'
      ? []
      : ([
          { label: 'Restart it', icon: 'refresh', disabled: isDown, onSelect: () => run({ kind: 'restartBot' }) },
          { label: 'Stop it in good order', icon: 'stop', disabled: isDown, onSelect: () => run({ kind: 'stopBot' }) },
        ] satisfies MenuItem[])),
    { label: 'Cut its connection', icon: 'bolt', onSelect: () => run({ kind: 'gateway', what: 'cut' }) },
    {
      label: 'Cut it, so that it cannot resume',
      icon: 'bolt',
      onSelect: () => run({ kind: 'gateway', what: 'forget' }),
    },
    { label: 'Hold its events back', icon: 'pause', onSelect: () => run({ kind: 'gateway', what: 'freeze' }) },
    { label: 'Let its events through', icon: 'play', onSelect: () => run({ kind: 'gateway', what: 'unfreeze' }) },
  ];
  return (
    <section class="control" aria-label="Bot">
      <p class={`bot-state ${state}`} role="status" title={about}>
        <Icon name="robot" />
        <span class="ellipsis label">
          <span class="bot-name">{name || 'The bot'}</span> {words[state]}
        </span>
      </p>
      {(state === 'running' || state === 'starting') && (
        <button
          type="button"
          class="button danger tiny"
          data-tour="kill"
          aria-busy={deed.busy.value}
          onClick={() => run({ kind: 'killBot' })}
        >
          Kill<span class="unseen"> the bot</span>
        </button>
      )}
      {isDown && (
        <button
          type="button"
          class="button success tiny"
          data-tour="start"
          aria-busy={deed.busy.value}
          onClick={() => run({ kind: 'startBot' })}
        >
          Start<span class="unseen"> the bot</span>
        </button>
      )}
      <Menu label="More for the bot" items={items} class="quiet square">
        <Icon name="more" />
      </Menu>
      <Refusal error={deed.error} />
    </section>
  );
}
