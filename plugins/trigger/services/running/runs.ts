import type { PluginContext } from 'roomkeeper';
import { mustBeClaimed } from '../../domain/lifetime.js';
import type { Moment, Trigger } from '../../domain/trigger.js';
import type { Catalogue } from '../catalogue.js';
import type { GoneThings, Run } from '../parts.js';
import type { Alarms } from './alarms.js';
import type { Chains, Ended } from './chains.js';
import type { History } from './history.js';

export interface RunsParts {
  readonly log: PluginContext['log'];
  readonly catalogue: Catalogue;
  readonly chains: Chains;
  readonly history: History;
  readonly alarms: Alarms;
  readonly gone: GoneThings;
}

/** Carries out what a trigger is linked to, and keeps its history. */
export class Runs {
  readonly #parts: RunsParts;

  public constructor(parts: RunsParts) {
    this.#parts = parts;
  }

  /** Runs a trigger that fires at `now`. What goes wrong is logged: other triggers of the event run all the same. */
  public async run(trigger: Trigger, run: Run, now: Moment): Promise<void> {
    try {
      if (mustBeClaimed(trigger.persistence) && !(await this.#claimed(trigger))) return;
      await this.#settle(trigger, await this.#parts.chains.run(trigger.actionId, run), now);
    } catch (error) {
      this.#parts.log.error({ guild: trigger.guildId, trigger: trigger.id, error }, 'A trigger could not be run');
    }
  }

  async #claimed(trigger: Trigger): Promise<boolean> {
    const { history, catalogue } = this.#parts;
    try {
      return await history.claim(trigger);
    } finally {
      // Also when the answer was lost, and when another process was first.
      await catalogue.renew(trigger.guildId);
    }
  }

  async #settle(trigger: Trigger, ended: Ended, now: Moment): Promise<void> {
    const { log, history, alarms, gone } = this.#parts;
    const { outcome, ran, error } = ended;
    const line = { guild: trigger.guildId, trigger: trigger.id, actions: ran, outcome };
    if (error === null) log.debug(line, 'A trigger fired');
    else log.info({ ...line, error }, 'A trigger fired, and did not come to its end');
    // The row of a oneshot is gone, so this finds nothing to note.
    const disable = await history.note(trigger, ended, now);
    if (disable) await alarms.disable(trigger, error ?? '');
    if (ended.gone !== null) await gone.gone(trigger.guildId, ended.gone);
  }
}
