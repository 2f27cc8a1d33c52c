import { Events, Listener, type ChatInputCommandErrorPayload } from '@sapphire/framework';
import { answerError } from '../answers.js';

/** Answers a command that failed. */
export class CommandErrorListener extends Listener<typeof Events.ChatInputCommandError> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.command-error', event: Events.ChatInputCommandError });
  }

  public override run(error: unknown, { interaction }: ChatInputCommandErrorPayload): Promise<void> {
    return answerError(interaction, error);
  }
}
