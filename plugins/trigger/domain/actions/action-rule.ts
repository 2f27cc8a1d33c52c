import type { ActionKind, RoleGroup, SpecOf } from '../action.js';
import type { Subject } from '../event.js';
import type { Fault } from '../fault.js';
import type { RegexEngine } from '../regex.js';
import type { ActionId } from '../trigger.js';

/** What the parameters of an action are checked against. */
export interface ActionSurroundings {
  readonly groups: readonly RoleGroup[];
  readonly actionIds: ReadonlySet<ActionId>;
  readonly engine: RegexEngine;
}

/** What one kind of action asks for. */
export interface ActionRule<Kind extends ActionKind> {
  readonly kind: Kind;
  /** Everything that is wrong with the parameters, under `first` and `second`. */
  faults: (spec: SpecOf<Kind>, surroundings: ActionSurroundings) => readonly Fault[];
  /** What the event must have. */
  needs: (spec: SpecOf<Kind>) => readonly Subject[];
  /** The parameters in the form that is stored. Asked only when there are no faults. */
  canonical: (spec: SpecOf<Kind>, engine: RegexEngine) => SpecOf<Kind>;
}
