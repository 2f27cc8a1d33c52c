import type { ChannelView, VoiceMemberView } from '../../protocol/seat-view.js';

/** Discord's numbers of channel types. */
export const channelTypes = { text: 0, voice: 2, category: 4, announcement: 5, stage: 13 } as const;

/** A line of the channel list. */
export type TreeRow =
  | {
      readonly key: string;
      readonly level: number;
      readonly kind: 'category';
      readonly channel: ChannelView;
      readonly expanded: boolean;
    }
  | { readonly key: string; readonly level: number; readonly kind: 'text' | 'voice'; readonly channel: ChannelView }
  | {
      readonly key: string;
      readonly level: number;
      readonly kind: 'member';
      readonly channel: ChannelView;
      readonly member: VoiceMemberView;
    };

/** The lines that show: what is in a closed category is left out, but for the channel that somebody is in. */
export function treeRows(
  channels: readonly ChannelView[],
  closed: ReadonlySet<string>,
  staysVisible: (channel: ChannelView) => boolean,
): TreeRow[] {
  return channels.flatMap((channel): TreeRow[] => {
    const { id: key, type, parent } = channel;
    if (type === channelTypes.category)
      return [{ key, level: 1, kind: 'category', channel, expanded: !closed.has(key) }];
    const isInCategory = parent !== null && channels.some(({ id }) => id === parent);
    if (isInCategory && closed.has(parent) && !staysVisible(channel)) return [];
    const level = isInCategory ? 2 : 1;
    const kind = isVoice(channel) ? 'voice' : 'text';
    const members = channel.voice.map((member): TreeRow => ({
      key: `${key} ${member.user}`,
      level: level + 1,
      kind: 'member',
      channel,
      member,
    }));
    return [{ key, level, kind, channel }, ...members];
  });
}

export function isVoice({ type }: Pick<ChannelView, 'type'>): boolean {
  const number: number = type;
  return number === channelTypes.voice || number === channelTypes.stage;
}

/** Where a key leads from a line: the index of another one, or what to do with the category there. */
export function treeStep(rows: readonly TreeRow[], at: number, key: string): number | 'open' | 'close' | null {
  const row = rows[at];
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, rows.length - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'Home':
      return 0;
    case 'End':
      return rows.length - 1;
    case 'ArrowRight':
      if (row?.kind === 'category' && !row.expanded) return 'open';
      return (rows[at + 1]?.level ?? 0) > (row?.level ?? 0) ? at + 1 : null;
    case 'ArrowLeft': {
      if (row?.kind === 'category' && row.expanded) return 'close';
      const parent = rows.findLastIndex((one, index) => index < at && one.level < (row?.level ?? 0));
      return parent === -1 ? null : parent;
    }
    default:
      return null;
  }
}

/** What is to be said of a line behind its name, when it is read out: ` (voice channel, empty)`. */
export function rowFacts(row: TreeRow, isUnread = false, ownUser = ''): string {
  const facts = row.kind === 'member' ? memberFacts(row.member, ownUser) : channelFacts(row);
  const said = [...facts, isUnread && 'unread'].filter((fact) => fact !== false);
  return said.length === 0 ? '' : ` (${said.join(', ')})`;
}

type Facts = readonly (string | false)[];

function channelFacts({ kind, channel }: Exclude<TreeRow, { readonly kind: 'member' }>): Facts {
  const { locked, voice, userLimit } = channel;
  if (kind === 'category') return ['category'];
  if (kind === 'text') return ['text channel', locked && 'private'];
  const people = voice.length === 0 ? 'empty' : `${voice.length}${userLimit > 0 ? ` of ${userLimit}` : ''} inside`;
  return ['voice channel', people, locked && 'locked'];
}

function memberFacts({ user, bot, game, ...voice }: VoiceMemberView, ownUser: string): Facts {
  return [
    user === ownUser && 'you',
    bot && 'bot',
    (voice.selfMute || voice.mute) && 'muted',
    (voice.selfDeaf || voice.deaf) && 'deafened',
    voice.selfStream && 'streaming',
    voice.selfVideo && 'camera on',
    game !== null && `playing ${game}`,
  ];
}
