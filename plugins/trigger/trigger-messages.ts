import { mentionUser } from 'roomkeeper';
import { bold, code, moment, type NamesOf } from './description-messages.js';
import * as words from './description-messages.js';
import type { Trigger } from './domain/trigger.js';
import type { Dangling, TriggerHistory } from './services/admin/shown.js';

/** What `/trigger` says. */

const off = (enabled: boolean): string => (enabled ? '' : ' · 🚫 disabled');

export const triggers = {
  created: ({ name }: Trigger): string => `✅ ${bold(name)} is made, and waits.`,
  edited: ({ name }: Trigger): string => `✅ ${bold(name)} is changed.`,
  enabled: ({ name }: Trigger): string => `✅ ${bold(name)} is enabled: it fires again.`,
  disabled: ({ name }: Trigger): string =>
    `🚫 ${bold(name)} is disabled: it fires no more until somebody uses \`/trigger enable\`.`,
  deleted: ({ name }: Trigger): string => `🗑️ The trigger ${bold(name)} is deleted. Its actions are still there.`,
  gone: 'This trigger is not there any more: it was deleted, it has run out, or it has fired. `/trigger list` shows what there is.',
  confirm: (trigger: Trigger, action: string): string =>
    `Delete the trigger ${bold(trigger.name)}? It runs ${action}, which stays. Its run count goes with it.`,
  empty:
    'There are no triggers in this server yet. First make what is to be done with `/action create`, then say when with `/trigger create`.',
  heading: (total: number): string => `## Triggers\n-# ${total} in all, in the order in which they fire`,
  line: (trigger: Trigger, action: string, names: Pick<NamesOf, 'prefix'>): string =>
    [
      `${bold(trigger.name)} \`#${trigger.id}\`${off(trigger.enabled)}`,
      `-# When ${words.condition(trigger.condition, names, words.EXCERPT)}, ${words.scope(trigger.scope, trigger.condition.id, trigger.guildId)} → ${action}${trigger.persistence.kind === 'persistent' ? '' : ` · ${words.persistence(trigger.persistence)}`}`,
    ].join('\n'),
  choose: 'Show one of them',
  title: (trigger: Trigger): string => `## ${words.bold(trigger.name)} \`#${trigger.id}\`${off(trigger.enabled)}`,
  facts: (trigger: Trigger, names: NamesOf): readonly (string | null)[] => {
    const { condition, scope, guildId, persistence, requirements, cooldowns, ownerId, createdAt } = trigger;
    const who = words.requirements(requirements);
    const often = words.cooldowns(cooldowns);
    return [
      `**When** ${words.condition(condition, names)}`,
      condition.parameter.length > 60 && condition.id !== 'regex' ? words.block(condition.parameter) : null,
      `**Where** ${words.scope(scope, condition.id, guildId)}`,
      `**How long** ${words.persistence(persistence)}`,
      who === null ? null : `**Only for** ${who}`,
      often === null ? null : `**At most** ${often}`,
      `**Made** by ${mentionUser(ownerId)} ${moment(createdAt)}`,
    ];
  },
  history: ({ runs, lastRunAt, lastNote, lastError, nextDue }: TriggerHistory): readonly (string | null)[] => [
    lastRunAt === null ? '**Runs** none so far' : `**Runs** ${runs}, the last one ${moment(lastRunAt)}`,
    nextDue === null ? null : `**Next run** ${moment(nextDue)}`,
    lastNote === null ? null : `**The last run said** ${code(lastNote, 300)}`,
    lastError === null ? null : `**The last run failed** ⚠️ ${code(lastError, 300)}`,
  ],
  chainHeading: '**What it does**',
  showing: { enable: 'Enable', disable: 'Disable', delete: 'Delete …' },
} as const;

export const dangling = {
  heading: '**Gone**',
  line: ({ kind, id, actionName }: Dangling): string => {
    const what = {
      channel: 'the channel',
      role: 'the role',
      emoji: 'the emoji',
      action: 'the action',
      group: 'the role group',
    }[kind];
    const where = actionName === null ? '' : `, which ${bold(actionName)} refers to,`;
    return `⚠️ ${what} \`${id}\`${where} is not there any more.`.replace('⚠️ the', '⚠️ The');
  },
} as const;

export const chain = {
  step: (place: number, name: string, does: string): string => `${place}. ${bold(name)} ${does}`,
  repeated: (name: string): string => `⚠️ Then it would run ${name} once more: there it stops.`,
  tooLong: (limit: number): string => `⚠️ There it stops: a chain has ${limit} actions at most.`,
  missing: (id: number, first: boolean): string =>
    first
      ? `⚠️ Nothing: its action #${id} is gone. Give it another one with \`/trigger edit\`.`
      : `⚠️ Then the action #${id} would run, but it is gone: there it stops.`,
} as const;

export const confirmation = {
  delete: 'Delete',
  force: 'Delete anyway, disabling those triggers',
  forcePlain: 'Delete anyway',
  cancel: 'Keep it',
  kept: 'Nothing was deleted.',
} as const;
