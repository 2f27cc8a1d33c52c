import { Events, Listener, type UnknownChatInputCommandPayload } from '@sapphire/framework';
import { answer } from '../answers.js';
import { messages } from '../messages.js';

/** Answers a command that this bot does not have, such as one of a plugin that was turned off a moment ago. */
export class CommandUnknownListener extends Listener<typeof Events.UnknownChatInputCommand> {
  public constructor(context: Listener.LoaderContext) {
    super(context, { name: 'core.command-unknown', event: Events.UnknownChatInputCommand });
  }

  public override run({ interaction }: UnknownChatInputCommandPayload): Promise<void> {
    return answer(interaction, messages.unknownCommand);
  }
}
