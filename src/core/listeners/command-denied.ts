import { Events, Listener, type ChatInputCommandDeniedPayload, type UserError } from '@sapphire/framework';
import { answerError } from '../answers.js';

/** Tells whoever used a command why a precondition refused it. Sapphire itself would leave them without an answer. */
export class CommandDeniedListener extends Listener<typeof Events.ChatInputCommandDenied> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.command-denied', event: Events.ChatInputCommandDenied });
  }

  public override run(error: UserError, { interaction }: ChatInputCommandDeniedPayload): Promise<void> {
    return answerError(interaction, error);
  }
}
