import type { SpecOf } from '../../domain/action.js';
import { isExpired } from '../../domain/lifetime.js';
import { triggerOverLimit, type Limits } from '../../domain/limits.js';
import { madeTrigger } from '../../domain/made-trigger.js';
import { freeName } from '../../domain/names.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { noRoom, runFailed, triggerMade } from '../../run-messages.js';
import type { ActionExecutor, Run, StepResult } from '../parts.js';
import { triggerColumns } from '../store/codec.js';
import type { Change, GuildChanges } from '../store/guild-changes.js';
import { other } from './discord-answers.js';

/** Makes a oneshot trigger of the member who set it off, unless there is no room for one more. */
export class CreateTriggerExecutor implements ActionExecutor<'create-trigger'> {
  public readonly kind = 'create-trigger';
  readonly #changes: GuildChanges;
  readonly #limits: Limits;

  public constructor(changes: GuildChanges, limits: Limits) {
    this.#changes = changes;
    this.#limits = limits;
  }

  public async execute(spec: SpecOf<'create-trigger'>, run: Run): Promise<StepResult> {
    return this.#changes.change(run.guild.id, (change) => this.#made(spec, run, change));
  }

  async #made(
    spec: SpecOf<'create-trigger'>,
    { guild, member, event }: Run,
    { em, state, now }: Change,
  ): Promise<StepResult> {
    if (member === null) return other(runFailed.noMember);
    if (event === null) return other(runFailed.noEvent);
    const action = state.actions.find(({ id }) => id === spec.first.actionId);
    if (action === undefined) return other(runFailed.noAction);
    const name = freeName(action.name, state.triggers);
    const made = madeTrigger(spec, { guildId: guild.id, name, ownerId: member.id, event, now });
    if (made === null) return other(runFailed.noMessage);
    const alive = state.triggers.filter(({ persistence }) => !isExpired(persistence, now));
    const usage = triggerOverLimit(alive, made, this.#limits);
    if (usage !== null) return other(noRoom(usage));
    const history = { nextDue: null, runs: 0, lastRunAt: null, lastNote: null, lastError: null };
    await em.persist(em.create(TriggerRow, { ...triggerColumns(made), ...history })).flush();
    return { ok: true, note: triggerMade(name) };
  }
}
