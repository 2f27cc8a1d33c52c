import { Precondition } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import { use } from '../../plugins/registry.js';
import { messages } from '../messages.js';
import { core } from '../plugin.js';

/** Lets members with one of the guild's sudo roles pass, and those with Manage Server. */
export class SudoOnlyPrecondition extends Precondition {
  public constructor(context: Precondition.LoaderContext) {
    super(context, { name: 'SudoOnly' });
  }

  public override chatInputRun(interaction: ChatInputCommandInteraction): Precondition.Result {
    if (!interaction.inCachedGuild()) return this.error({ identifier: 'core.guild-only', message: messages.guildOnly });
    if (use(core).isSudo(interaction.member)) return this.ok();
    return this.error({ identifier: 'core.sudo-only', message: messages.sudoOnly });
  }
}
