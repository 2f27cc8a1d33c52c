import { useSignal, type Signal } from '@preact/signals';
import type { ActError } from '../../protocol/frames.js';
import { RefusedError } from '../model/connection.js';

/** Something that a control does, and how it went the last time. */
export interface Deed {
  readonly busy: Signal<boolean>;
  readonly error: Signal<ActError | null>;
  /** Does it, and tells whether it happened. What was refused is in `error` then. */
  readonly run: (what: () => Promise<unknown>) => Promise<boolean>;
}

interface DeedOptions {
  /** Whether it can be done again before it is done. */
  readonly parallel?: boolean;
}

/** For a control that asks the sandbox for something: where it stands, its error is shown with `Refusal`. */
export function useDeed({ parallel = false }: DeedOptions = {}): Deed {
  const busy = useSignal(false);
  const error = useSignal<ActError | null>(null);
  return {
    busy,
    error,
    async run(what) {
      if (busy.peek() && !parallel) return false;
      busy.value = true;
      error.value = null;
      try {
        await what();
        return true;
      } catch (cause) {
        error.value = cause instanceof RefusedError ? cause.error : { code: 'page', message: String(cause) };
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
