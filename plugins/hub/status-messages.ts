import type { RoomDeadline } from './domain/ownership-effects.js';

/** What `/status` says of what comes next: the rest of a line that begins with the time. */
export const upcoming = {
  room: (channelId: string, deadline: RoomDeadline | 'names'): string => `<#${channelId}> ${ofRooms[deadline]}`,
  hubOpens: (channelId: string): string => `the hub <#${channelId}> opens again`,
  guildOpens: 'all hubs open again',
};

const ofRooms: Record<RoomDeadline | 'names', string> = {
  grace: 'gets another owner, unless its own comes back',
  'acting-window': 'can no longer be taken up again by who stood in for its owner',
  deletion: 'is deleted, unless somebody joins it',
  names: 'gets its next name',
};
