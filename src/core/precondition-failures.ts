import { Precondition, UserError, type PreconditionStore } from '@sapphire/framework';

const IDENTIFIER = 'core.precondition-failed';

/**
 * Turns what a precondition throws (a database that is gone, say) into a denial that carries it. Sapphire itself would leave
 * whoever used the command without an answer. Call it before the first precondition is loaded.
 */
export function denyOnFailure(store: PreconditionStore): void {
  const set = store.set.bind(store);
  store.set = (name, piece) => {
    if (piece.chatInputRun) piece.chatInputRun = guarded(piece.chatInputRun.bind(piece));
    if (piece.contextMenuRun) piece.contextMenuRun = guarded(piece.contextMenuRun.bind(piece));
    set(name, piece);
    return store;
  };
}

/** What a precondition threw, if that is why `error` was made. */
export function preconditionFailure(error: unknown): unknown {
  if (!(error instanceof UserError) || error.identifier !== IDENTIFIER) return undefined;
  return (error.context as { failure?: unknown }).failure;
}

type Result = Awaited<Precondition.Result>;

function guarded<Args extends unknown[]>(run: (...args: Args) => Precondition.Result) {
  return async (...args: Args): Promise<Result> => {
    try {
      return await run(...args);
    } catch (failure) {
      return denial(failure);
    }
  };
}

function denial(failure: unknown): Result {
  return Precondition.prototype.error({ identifier: IDENTIFIER, context: { failure } }) as Result;
}
