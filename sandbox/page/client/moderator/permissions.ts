import { shared } from '../model/session.js';

/** Whether bits (a decimal string) hold a permission, or all by Administrator. */
export function has(bits: string, name: string): boolean {
  const catalog = shared.catalog.value.permissions;
  const bitOf = (wanted: string) => BigInt(catalog.find((one) => one.name === wanted)?.bit ?? 0);
  const held = BigInt(bits);
  return (held & bitOf(name)) !== 0n || (held & bitOf('Administrator')) !== 0n;
}

export function mayManageChannels(bits: string): boolean {
  return has(bits, 'ManageChannels');
}

/** `ManageChannels` as `Manage Channels`. */
export function permissionWords(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ');
}

type Catalog = (typeof shared.catalog.value)['permissions'];

const inVoice =
  /^(?:ViewChannel|ManageChannels|ManageRoles|CreateInstantInvite|Connect|Speak|Stream|UseVAD|PrioritySpeaker|MuteMembers|DeafenMembers|MoveMembers|SetVoiceChannelStatus|SendMessages|ReadMessageHistory|ManageMessages|AddReactions|EmbedLinks|AttachFiles|UseApplicationCommands|UseSoundboard|UseEmbeddedActivities)$/;
const inText =
  /^(?:ViewChannel|ManageChannels|ManageRoles|CreateInstantInvite|SendMessages|ReadMessageHistory|ManageMessages|AddReactions|EmbedLinks|AttachFiles|MentionEveryone|UseExternalEmojis|UseApplicationCommands|ManageThreads|CreatePublicThreads|CreatePrivateThreads|SendMessagesInThreads|PinMessages|SendPolls)$/;

/** The permissions that mean something in a channel; in a category those of both kinds. */
export function offeredFor({ type }: { readonly type: number }, catalog: Catalog): Catalog {
  const isCategory = type === 4;
  const isVoice = type === 2 || type === 13;
  return catalog.filter(
    ({ name }) => ((isVoice || isCategory) && inVoice.test(name)) || (!isVoice && inText.test(name)),
  );
}
