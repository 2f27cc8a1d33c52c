import type { GuildMember, GuildTextBasedChannel } from 'discord.js';
import { barring } from '../../domain/blacklist.js';
import type { CooldownLedger } from '../../domain/cooldowns.js';
import type { MessageEvent } from '../../domain/event.js';
import { explained } from '../../domain/explain.js';
import type { MatchContext } from '../../domain/matcher/guild-index.js';
import type { Catalogued } from '../catalogue.js';
import { invokerOf } from '../running/members.js';
import type { Tested } from './shown.js';

export interface Trial {
  readonly text: string;
  readonly channel: GuildTextBasedChannel;
  readonly member: GuildMember;
}

/** What a message would do, from the answers that a real one gets. Nothing runs, and no cooldown begins. */
export function tested(
  { triggers, actionsById, blacklist, index }: Catalogued,
  { text, channel, member }: Trial,
  matching: MatchContext,
  cooldowns: Pick<CooldownLedger, 'holds'>,
): Tested {
  const { now } = matching;
  const parentId = channel.isThread() ? channel.parentId : null;
  const event: MessageEvent = {
    kind: 'message',
    // No message has this id, and no trigger was made by it.
    id: 'test',
    messageId: '0',
    channelId: channel.id,
    parentId,
    repliesTo: null,
    content: text,
  };
  const context = {
    now,
    invoker: invokerOf(member),
    barred: barring(blacklist, member.id, event, now),
    place: { guildId: member.guild.id, channelId: channel.id, userId: member.id },
    cooldowns,
  };
  const lines = explained(triggers, event, index.match(event, matching), index.broken, context);
  const actionNames = new Map([...actionsById.values()].map(({ id, name }) => [id, name]));
  return { explained: lines, actionNames };
}
