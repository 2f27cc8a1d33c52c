import { Listener } from '@sapphire/framework';
import { SubcommandPluginEvents } from '@sapphire/plugin-subcommands';
import type { ChatInputCommandInteraction } from 'discord.js';
import { answer } from '../answers.js';
import { messages } from '../messages.js';

/** Answers a subcommand that this version of the bot does not have. */
export class SubcommandUnknownListener extends Listener<typeof SubcommandPluginEvents.ChatInputSubcommandNoMatch> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.subcommand-unknown', event: SubcommandPluginEvents.ChatInputSubcommandNoMatch });
  }

  public override run(interaction: ChatInputCommandInteraction): Promise<void> {
    return answer(interaction, messages.unknownCommand);
  }
}
