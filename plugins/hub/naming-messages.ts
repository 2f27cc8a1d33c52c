import { escapeText } from 'roomkeeper';

/** Every sentence about names of rooms that a user can see. */
export const namingMessages = {
  reason: {
    human: 'A member of the room chose this',
    automation: 'The room follows what its members play',
    text: 'The text channel follows the name of its room',
    status: 'The status shows what the members of the room play',
  },
  /** `says`: Discord's own words, if it gave any. */
  refused: (says: string | null): string =>
    `Discord does not take this name${says === null ? '' : ` (${escapeText(says)})`}. The room keeps the one that it has. Please choose another.`,
  /** For a name that had to wait. */
  refusedLater: (name: string, says: string | null): string =>
    `The name **${escapeText(name)}** does not come: Discord does not take it${says === null ? '' : ` (${escapeText(says)})`}. The room keeps the one that it has. Please choose another.`,
  mayNotRename: (room: string): string =>
    `I could not rename **${escapeText(room)}**: I lack **Manage Channels** there. Please give it to me, then rooms are named again.`,
  textNotRenamed: (channelId: string): string =>
    `Discord did not let me give <#${channelId}> the name of its room. Please check that I have **Manage Channels** there. I try again with the room's next name.`,
  mayNotSetStatus: (room: string): string =>
    `I could not set the status of **${escapeText(room)}**: I lack **Set Voice Channel Status** there. Please give it to me, or show games in names only (\`/sudo\` → Settings → Voice).`,
};
