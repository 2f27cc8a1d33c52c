/** What `/privacy` says of hub. */
export const personal = {
  stored: [
    'Of each room, until it is deleted: the ids of its owner, hosts and acting owner, and of whom it permits, blocks, or let in while it was locked.',
    'Who is in a room, and since when: until they leave it.',
    'A copy of the permissions that a server’s admins gave members in the channel of a hub, as long as it is a hub.',
  ],
  lost: [
    'A room whose owner this was, and is not in it, passes on to somebody who is. Places as host, and the right to come back into locked rooms, are lost.',
  ],
  kept: {
    present: (channelId: string): string =>
      `What the room <#${channelId}> stores of somebody who is in it right now: it goes when the room closes, or by another \`/privacy delete\` after leaving it.`,
    pending: (channelId: string): string =>
      `The owner of <#${channelId}>, which is being made at this moment: please try again in a minute.`,
    blocked: (channelId: string): string =>
      `A block from <#${channelId}>, set by its owner or by the server: it goes when that room closes.`,
    elsewhere: (channelId: string): string =>
      `The room <#${channelId}> on another server: please use \`/privacy delete\` there too.`,
    overwrite: (channelId: string): string =>
      `Permissions that the server itself has set in <#${channelId}>: its admins can take them away.`,
  },
};
