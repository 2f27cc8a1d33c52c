import { escapeText } from 'roomkeeper';

/** What the guild reads when somebody deleted the channel of a hub. */
export const hubDeleted = {
  recreated: (name: string): string =>
    `The channel of the hub **${escapeText(name)}** was deleted, so I make it anew, once. Delete it again if you do not want it any more: then it is a hub no longer. \`/sudo\` → Settings → Hub Channels removes a hub for good.`,
  unregistered: (name: string): string =>
    `The channel of the hub **${escapeText(name)}** was deleted, so it is a hub no longer. Rooms that came from it go on. \`/sudo\` → Settings → Hub Channels makes another one.`,
};

/** Lines of the guild's log, beside those. */
export const bootLog = {
  roomDeletedByHand: (voiceChannelId: string, ownerId: string): string =>
    `A channel of the room ${voiceChannelId} of ${ownerId} was deleted by hand: the room goes`,
};
