import { escapeText, permissionName } from 'roomkeeper';
import type { PermissionsString } from 'discord.js';
import { relative } from './messages.js';

/** Discord drops what is longer. */
const AUDIT_REASON_LIMIT = 512;

/** What a member is told who joined a hub and gets no room. */
export const toMember = {
  heldBack: (by: 'user' | 'guild', hubId: string, freeAt: number): string =>
    by === 'user'
      ? `You opened several rooms in a short time. Stay in ${channel(hubId)}, and you get the next one ${relative(freeAt)}.`
      : `Many people are opening rooms in this server right now. Stay in ${channel(hubId)}, and you get yours ${relative(freeAt)}.`,
  full: (reason: 'guild-full' | 'category-full', hubId: string): string =>
    `${channel(hubId)} cannot give you a room right now: ${fullCauses[reason]} Join it again when a room has gone.`,
  failed: (hubId: string): string =>
    `${channel(hubId)} could not give you a room. The admins of this server have been told; please try again later.`,
};

/** Notices to a guild's admins. */
export const notice = {
  missingPermissions: (hubId: string, missing: readonly string[]): string =>
    `${channel(hubId)} cannot make rooms, because I lack ${permissions(missing)}. Give them to my role (for the whole server, and not denied in the channel or its category); whoever waits there, or joins, then gets a room.`,
  full: (reason: 'guild-full' | 'category-full', hubId: string): string =>
    `${channel(hubId)} had to turn somebody away: ${fullCauses[reason]} Delete channels that nobody needs, or move the hub to another category.`,
  conversionRefused: (hubId: string): string =>
    `Discord did not let me make a room of ${channel(hubId)}. It is a hub still. Check that I have ${permissions(['ViewChannel', 'Connect', 'ManageChannels', 'ManageRoles'])} there.`,
  noReplacement: (hubName: string, until: number): string =>
    `The hub “${escapeText(hubName)}” gave its channel to a room, and Discord refuses the channel that should take its place. Check that I have ${permissions(['ManageChannels'])} and that neither the server (500 channels) nor the category (50) is full. I try again ${relative(until)}, and whenever a channel is deleted.`,
  noText: (voiceChannelId: string): string =>
    `${channel(voiceChannelId)} is open, but Discord refused its text channel. Check that neither the server (500 channels) nor the category (50) is full, and that I have ${permissions(['ManageChannels', 'SendMessages', 'ReadMessageHistory', 'ManageMessages'])}.`,
  lateText: (voiceChannelId: string, at: number): string =>
    `${channel(voiceChannelId)} is open without its text channel: Discord lets me make no more channels in this server for now. I make it ${relative(at)}. The room can be used meanwhile.`,
  unsynced: (voiceChannelId: string): string =>
    `I could not set the permissions of ${channel(voiceChannelId)} or its text channel: who may see and join may be wrong there. Check that I have ${permissions(['ViewChannel', 'Connect', 'ManageChannels', 'ManageRoles'])}. I try again by myself, and with the next change.`,
  undeletable: (channelId: string, until: number): string =>
    `The room ${channel(channelId)} is no longer needed, but I could not delete it. Check that I have ${permissions(['ViewChannel', 'Connect', 'ManageChannels'])} there, or delete it by hand. I try again ${relative(until)}.`,
  forceTransferred: (voiceChannelId: string, from: string, to: string, byId: string): string =>
    `Force owner transfer: vc=<#${voiceChannelId}> <@${from}> → <@${to}> (by sudo <@${byId}>)`,
};

/** Reasons for the audit log, where markdown means nothing. */
export const auditReason = {
  converted: (userName: string): string => reason(`room for ${userName}, who joined the hub`),
  hub: (userName: string | null): string => reason(userName === null ? 'hub' : `new hub; ${userName} has the last one`),
  text: (userName: string): string => reason(`text channel of the room of ${userName}`),
  movedBack: reason('back to the room of their own'),
  overwrites: reason('who may see and join the room'),
  empty: reason('room empty'),
  unwanted: reason('room ended by somebody who may'),
  unused: reason('channel not needed after all'),
};

const fullCauses = {
  'category-full': 'its category is full, as Discord allows 50 channels in each.',
  'guild-full': 'this server is full, as Discord allows 500 channels.',
} as const;

function reason(text: string): string {
  return `Hub: ${text.replaceAll(/\s+/g, ' ')}`.slice(0, AUDIT_REASON_LIMIT).toWellFormed();
}

function permissions(names: readonly string[]): string {
  return names.map((name) => `**${permissionName(name as PermissionsString)}**`).join(', ');
}

function channel(id: string): string {
  return `<#${id}>`;
}
