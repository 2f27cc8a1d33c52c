import { container, Events, Listener } from '@sapphire/framework';
import type { Piece } from '@sapphire/pieces';

/**
 * Lets a listener run without the four promises that Sapphire makes for each event, whatever the listener does with it: of
 * messages and presences most are none of its business, and thousands come. Its errors go where they went, also those of
 * the promise that it returns. Call it before the listener is attached; any other piece stays as it is.
 */
export function runDirectly(piece: Piece): void {
  if (!(piece instanceof Listener) || piece.once || !piece.enabled) return;
  const failed = (error: unknown): void => void container.client.emit(Events.ListenerError, error, { piece });
  // Sapphire keeps what it attaches, and later detaches, in a private property.
  Reflect.set(piece, '_listener', (...event: unknown[]): void => {
    try {
      const running: unknown = piece.run(...event);
      if (isThenable(running)) running.then(undefined, failed);
    } catch (error) {
      failed(error);
    }
  });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}
