import { Events, Listener, type InteractionHandlerParseError } from '@sapphire/framework';
import { answerError } from '../answers.js';

/** Answers a button, select menu or modal whose custom id could not be read. */
export class InteractionHandlerParseErrorListener extends Listener<typeof Events.InteractionHandlerParseError> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.interaction-handler-parse-error', event: Events.InteractionHandlerParseError });
  }

  public override run(error: unknown, { interaction }: InteractionHandlerParseError): Promise<void> {
    return answerError(interaction, error);
  }
}
