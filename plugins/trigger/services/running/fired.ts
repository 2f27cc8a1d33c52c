import type { Guild, GuildMember } from 'discord.js';
import { conditionMatch } from '../../domain/conditions/conditions.js';
import { wordless } from '../../domain/conditions/condition.js';
import type { TriggerEvent } from '../../domain/event.js';
import { boundChannel } from '../../domain/scope.js';
import { compared } from '../../domain/text.js';
import type { Moment, Trigger } from '../../domain/trigger.js';
import type { Catalogued } from '../catalogue.js';
import type { Run } from '../parts.js';

/** An event that meets triggers, with what is known of whom it is about. */
export interface Fired {
  readonly guild: Guild;
  readonly event: TriggerEvent;
  readonly known: Catalogued;
  /** Null for an interval. */
  readonly userId: string | null;
  readonly member: GuildMember | null;
  readonly now: Moment;
}

/** What the actions of a trigger are told. */
export function runOf(trigger: Trigger, { guild, event, known, member }: Fired, prefix: string): Run {
  const content = event.kind === 'message' ? event.content : '';
  const { id, parameter, caseSensitive } = trigger.condition;
  const regex = known.index.regexOf(trigger.id);
  const input = { event, triggerId: trigger.id, parameter, caseSensitive, text: compared(content), prefix, regex };
  return {
    guild,
    trigger,
    event,
    member,
    channelId: event.kind === 'interval' ? boundChannel(trigger.scope) : event.channelId,
    messageId: 'messageId' in event ? event.messageId : null,
    content,
    emoji: 'emoji' in event ? event.emoji : '',
    match: conditionMatch(id, input) ?? wordless,
  };
}
