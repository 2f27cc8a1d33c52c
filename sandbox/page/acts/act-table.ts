import type { Act, ActResult } from '../protocol/acts.js';

/** Most acts have nothing to answer. */
export type Answer = ActResult | void | Promise<ActResult | void>;

/** How each of some acts is done: by kind. Nothing to answer is an empty result. */
export type ActTable<Some extends Act, Who> = {
  readonly [Kind in Some['kind']]: (who: Who, act: Extract<Some, { readonly kind: Kind }>) => Answer;
};
