import type { PluginContext } from 'roomkeeper';
import type { Action } from '../../domain/action.js';
import { CHAIN_LIMIT, nextStep, type ChainRun } from '../../domain/chain.js';
import type { RunOutcome } from '../../domain/failures.js';
import type { Gone } from '../../domain/gone.js';
import type { ActionId } from '../../domain/trigger.js';
import { chainAborted, STEP_BROKE, stepFailed } from '../../engine-messages.js';
import type { Catalogue } from '../catalogue.js';
import type { Executors, Run, StepResult } from '../parts.js';

/** How a chain of actions ended. */
export interface Ended {
  readonly outcome: RunOutcome;
  /** The actions that ran, in order; of a failed chain the last one failed, unless it was aborted. */
  readonly ran: ChainRun;
  /** What the steps have to say for themselves; null for nothing. */
  readonly note: string | null;
  /** Why it did not come to its end, as a sentence for admins; null when it did. */
  readonly error: string | null;
  readonly gone: Gone | null;
}

/** Runs an action and what is chained to it, each step after the one before. A failed step is the last. */
export class Chains {
  readonly #catalogue: Catalogue;
  readonly #executors: Executors;
  readonly #log: PluginContext['log'];

  public constructor({ log }: Pick<PluginContext, 'log'>, catalogue: Catalogue, executors: Executors) {
    this.#log = log;
    this.#catalogue = catalogue;
    this.#executors = executors;
  }

  /** Never rejects for what a step does. */
  public async run(start: ActionId, run: Run): Promise<Ended> {
    const notes: string[] = [];
    let ran: ChainRun = [];
    let next: ActionId | null = start;
    const ended = (outcome: RunOutcome, error: string | null, gone: Gone | null = null): Ended => ({
      outcome,
      ran,
      note: notes.length === 0 ? null : notes.join(' '),
      error,
      gone,
    });
    for (;;) {
      // Looked up for each step: what has been deleted or unlinked since does not run.
      const { actionsById } = await this.#catalogue.of(run.guild.id);
      const step = nextStep(ran, next, actionsById);
      if (step.kind === 'end') return ended('done', null);
      if (step.kind === 'abort') {
        const name = actionsById.get(step.actionId)?.name ?? String(step.actionId);
        return ended('other', chainAborted(step.reason, name, CHAIN_LIMIT));
      }
      ({ run: ran } = step);
      const result = await this.#step(step.action, run);
      if (!result.ok) return ended(result.outcome, stepFailed(step.action.name, result.error), result.gone ?? null);
      if (result.note !== undefined) notes.push(result.note);
      next = step.action.chain;
    }
  }

  async #step(action: Action, run: Run): Promise<StepResult> {
    try {
      return await this.#executors.execute(action.spec, { ...run, actionId: action.id });
    } catch (error) {
      this.#log.error({ guild: run.guild.id, action: action.id, error }, 'An action met an unexpected error');
      return { ok: false, outcome: 'other', error: STEP_BROKE };
    }
  }
}
