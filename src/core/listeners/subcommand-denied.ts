import { Listener, type UserError } from '@sapphire/framework';
import { SubcommandPluginEvents, type ChatInputSubcommandDeniedPayload } from '@sapphire/plugin-subcommands';
import { answerError } from '../answers.js';

/** Tells whoever used a subcommand why a precondition refused it. */
export class SubcommandDeniedListener extends Listener<typeof SubcommandPluginEvents.ChatInputSubcommandDenied> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.subcommand-denied', event: SubcommandPluginEvents.ChatInputSubcommandDenied });
  }

  public override run(error: UserError, { interaction }: ChatInputSubcommandDeniedPayload): Promise<void> {
    return answerError(interaction, error);
  }
}
