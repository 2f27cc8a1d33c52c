import { Precondition } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import { inTime } from '../../discord/replies.js';
import { messages } from '../messages.js';
import { ownsBot } from '../rights.js';

/** Lets the owner of the application pass, or any member of the team that owns it, as Discord names them at this moment. */
export class BotOwnerOnlyPrecondition extends Precondition {
  public constructor(context: Precondition.LoaderContext) {
    super(context, { name: 'BotOwnerOnly' });
  }

  public override async chatInputRun(interaction: ChatInputCommandInteraction): Precondition.AsyncResult {
    const owns = await inTime(interaction, () => ownsBot(interaction));
    return owns ? this.ok() : this.error({ identifier: 'core.bot-owner-only', message: messages.botOwnerOnly });
  }
}
