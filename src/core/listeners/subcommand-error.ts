import { Listener } from '@sapphire/framework';
import { SubcommandPluginEvents, type ChatInputSubcommandErrorPayload } from '@sapphire/plugin-subcommands';
import { answerError } from '../answers.js';

/** Answers a subcommand that failed. */
export class SubcommandErrorListener extends Listener<typeof SubcommandPluginEvents.ChatInputSubcommandError> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.subcommand-error', event: SubcommandPluginEvents.ChatInputSubcommandError });
  }

  public override run(error: unknown, { interaction }: ChatInputSubcommandErrorPayload): Promise<void> {
    return answerError(interaction, error);
  }
}
