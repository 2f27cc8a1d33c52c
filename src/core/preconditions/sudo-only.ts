import { Precondition } from '@sapphire/framework';
import type { ChatInputCommandInteraction } from 'discord.js';
import { core } from '../plugin.js';
import { messages } from '../messages.js';
import { inTime } from '../../discord/replies.js';
import { use } from '../../plugins/registry.js';

/** Lets members with one of the guild's sudo roles pass, and those with Manage Guild. */
export class SudoOnlyPrecondition extends Precondition {
  public constructor(context: Precondition.LoaderContext) {
    super(context, { name: 'SudoOnly' });
  }

  public override async chatInputRun(interaction: ChatInputCommandInteraction): Precondition.AsyncResult {
    if (!interaction.inCachedGuild()) return this.error({ identifier: 'core.guild-only', message: messages.guildOnly });
    const isSudo = await inTime(interaction, () => use(core).isSudo(interaction.member));
    if (isSudo) return this.ok();
    return this.error({ identifier: 'core.sudo-only', message: messages.sudoOnly });
  }
}
