import { Events, Listener, type InteractionHandlerError } from '@sapphire/framework';
import { answerError } from '../answers.js';

/** Answers a button, select menu or modal whose handler failed. */
export class InteractionHandlerErrorListener extends Listener<typeof Events.InteractionHandlerError> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.interaction-handler-error', event: Events.InteractionHandlerError });
  }

  public override run(error: unknown, { interaction }: InteractionHandlerError): Promise<void> {
    return answerError(interaction, error);
  }
}
