import { Events, Listener, type ListenerErrorPayload } from '@sapphire/framework';

/** Logs an error of a listener. It harms nothing else. */
export class ListenerErrorListener extends Listener<typeof Events.ListenerError> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.listener-error', event: Events.ListenerError });
  }

  public override run(error: unknown, { piece }: ListenerErrorPayload): void {
    this.container.roomkeeper.log.error({ piece: piece.name, error }, 'A listener failed');
  }
}
