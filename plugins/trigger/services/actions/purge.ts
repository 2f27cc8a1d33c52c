import type { PluginContext } from 'roomkeeper';
import type { SpecOf } from '../../domain/action.js';
import { purgeKey } from '../../domain/purge.js';
import { purgeJoined, purgeLine, runFailed } from '../../run-messages.js';
import type { ActionExecutor, Run, StepResult } from '../parts.js';
import { other } from './discord-answers.js';
import { placeFor } from './place.js';
import { PurgeRun } from './purge-run.js';

type PurgeParts = Pick<PluginContext, 'clock' | 'log' | 'guildLog'>;

/** Deletes what a member wrote in a channel. Asked for a purge that is under way, it waits for that one. */
export class PurgeExecutor implements ActionExecutor<'purge'> {
  public readonly kind = 'purge';
  readonly #context: PurgeParts;
  readonly #underWay = new Map<string, Promise<StepResult>>();

  public constructor(context: PurgeParts) {
    this.#context = context;
  }

  public async execute({ first: channelId }: SpecOf<'purge'>, run: Run): Promise<StepResult> {
    const { member } = run;
    if (member === null) return other(runFailed.noMember);
    const key = purgeKey(channelId, member.id);
    const before = this.#underWay.get(key);
    if (before !== undefined) return joined(await before);
    const purge = this.#purge(channelId, member.id, run).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, purge);
    return purge;
  }

  async #purge(channelId: string, userId: string, { guild, trigger }: Run): Promise<StepResult> {
    const { log, guildLog } = this.#context;
    const place = await placeFor(guild, channelId, ['ReadMessageHistory', 'ManageMessages']);
    if (!place.ok) return place;
    const { report, result } = await new PurgeRun(this.#context, place.channel, userId).run();
    if (report === null) return result;
    log.info({ guild: guild.id, channel: channelId, user: userId, ...report }, 'A purge has ended');
    if (report.deleted > 0) {
      const text = purgeLine(report.deleted, { userId, channelId, trigger: trigger?.name ?? null });
      await guildLog.write({ guildId: guild.id, actorId: userId, action: 'trigger.purge', text });
    }
    return result;
  }
}

function joined(result: StepResult): StepResult {
  return result.ok ? { ok: true, note: purgeJoined(result.note ?? '') } : result;
}
