import type { TourStep, TourStepId, TourView } from '../../protocol/shared-view.js';

export interface StepWords {
  readonly title: string;
  /** What to do next. Code in backticks, bold between stars. */
  readonly todo: string;
}

/** Who is in the seat in front. */
export interface Guest {
  readonly name: string;
  /** Who owns the server. */
  readonly owner: string;
  readonly isOwner: boolean;
}

/** What the tour says, from what is done and who is in the seat in front. */
export function stepWords({ id, parts }: TourStep, room: TourView['room'], guest: Guest, hub: string): StepWords {
  const title = titles[id];
  const roomName = room?.name ?? 'your room';
  switch (id) {
    case 'own':
      return {
        title,
        todo: `Click **${hub}** in the list of channels. The bot makes a room of it, and ${guest.name} owns it.`,
      };
    case 'lock':
      return {
        title,
        todo: `The bot has put the room’s panel into a private text channel with the room’s name, which only those inside see: open it, and click **Unlocked**. Then nobody else can join **${roomName}**.`,
      };
    case 'comeBack':
      return parts.includes('left')
        ? {
            title,
            todo: `The room is empty, and goes in half a minute. Click **${roomName}** before that (pause the clock if you like): it is still yours.`,
          }
        : { title, todo: `Leave **${roomName}**: the button with the arrow, next to its name at the bottom left.` };
    case 'trigger':
      return {
        title,
        todo: guest.isOwner
          ? 'An action first: write `/action create name:hello kind:message text:Hello!` and send it. Then what sets it off: `/trigger create name:greeting condition:contains parameter:hi action:hello`. Now write `hi`, and the bot answers.'
          : `Triggers are made by those who run the server. At the top left it says **Acting as ${guest.name}**: click it, and choose **${guest.owner}**, who owns the server.`,
      };
    case 'restart':
      return parts.includes('down')
        ? {
            title,
            todo: 'The bot is dead, and sees nothing of what you do now. Click **Start**, and watch it catch up.',
          }
        : { title, todo: 'Click **Kill** at the top: the bot dies in the middle of its work, as in a power cut.' };
  }
}

const titles: Readonly<Record<TourStepId, string>> = {
  own: 'Get a room of your own',
  lock: 'Lock it',
  comeBack: 'Lose it, and get it back',
  trigger: 'Make a trigger',
  restart: 'Kill the bot, and watch it recover',
};

/** The name that Discord gives a text channel of that name. */
export function textChannelName(name: string): string {
  return name.toLowerCase().trim().replaceAll(/\s+/g, '-');
}
