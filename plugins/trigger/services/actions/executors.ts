import type { ActionKind, ActionSpec } from '../../domain/action.js';
import type { ActionExecutor, Executors, Run, StepResult } from '../parts.js';
import { other } from './discord-answers.js';
import { DeleteMessageExecutor } from './delete-message.js';
import { MessageExecutor } from './message.js';
import { ReactExecutor } from './react.js';

type ByKind = { readonly [Kind in ActionKind]: ActionExecutor<Kind> };

/** Carries out any action, each kind by its executor. */
export class ActionExecutors implements Executors {
  readonly #byKind: Pick<ByKind, 'message' | 'delete-message' | 'react'>;

  public constructor() {
    this.#byKind = {
      message: new MessageExecutor(Math.random),
      'delete-message': new DeleteMessageExecutor(),
      react: new ReactExecutor(),
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
      case 'purge':
      case 'create-trigger':
        return Promise.resolve(other(`Nothing carries out ${spec.kind} yet.`));
    }
  }
}
