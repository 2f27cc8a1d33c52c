import type { PluginContext } from 'roomkeeper';
import type { ActionKind, ActionSpec } from '../../domain/action.js';
import type { Limits } from '../../domain/limits.js';
import type { Catalogue } from '../catalogue.js';
import type { ActionExecutor, Executors, Run, StepResult } from '../parts.js';
import type { GuildChanges } from '../store/guild-changes.js';
import { CreateTriggerExecutor } from './create-trigger.js';
import { DeleteMessageExecutor } from './delete-message.js';
import { Grants } from './grants.js';
import { MessageExecutor } from './message.js';
import { PurgeExecutor } from './purge.js';
import { ReactExecutor } from './react.js';
import { RoleExecutor } from './role.js';
import { RoleVouching } from './role-vouching.js';

export interface ActionExecutorsParts {
  readonly context: PluginContext;
  readonly catalogue: Catalogue;
  readonly changes: GuildChanges;
  readonly limits: Limits;
  /** From 0 to less than 1: picks the text of a message. */
  readonly random: () => number;
}

type ByKind = { readonly [Kind in ActionKind]: ActionExecutor<Kind> };

/** Carries out any action, each kind by its executor. */
export class ActionExecutors implements Executors {
  readonly #byKind: ByKind;

  public constructor({ context, catalogue, changes, limits, random }: ActionExecutorsParts) {
    this.#byKind = {
      message: new MessageExecutor(random),
      'delete-message': new DeleteMessageExecutor(),
      react: new ReactExecutor(),
      role: new RoleExecutor({
        context,
        catalogue,
        grants: new Grants(context.orm),
        vouching: new RoleVouching(context.orm),
      }),
      purge: new PurgeExecutor(context),
      'create-trigger': new CreateTriggerExecutor(changes, limits),
    };
  }

  public execute(spec: ActionSpec, run: Run): Promise<StepResult> {
    switch (spec.kind) {
      case 'message':
        return this.#byKind.message.execute(spec, run);
      case 'delete-message':
        return this.#byKind['delete-message'].execute(spec, run);
      case 'react':
        return this.#byKind.react.execute(spec, run);
      case 'role':
        return this.#byKind.role.execute(spec, run);
      case 'purge':
        return this.#byKind.purge.execute(spec, run);
      case 'create-trigger':
        return this.#byKind['create-trigger'].execute(spec, run);
    }
  }
}
