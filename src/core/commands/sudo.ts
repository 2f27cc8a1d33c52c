import { Command } from '@sapphire/framework';
import { InteractionContextType, PermissionFlagsBits, type ChatInputCommandInteraction } from 'discord.js';
import { respond } from '../../discord/replies.js';
import { menuView } from '../sudo/menus.js';

/** `/sudo`: what those who run a server can see and change. */
export class SudoCommand extends Command {
  public constructor(context: Command.LoaderContext) {
    super(context, {
      name: 'sudo',
      description: 'Settings, log and actions for those who run this server.',
      preconditions: ['GuildOnly', 'SudoOnly'],
    });
  }

  public override registerApplicationCommands(registry: Command.Registry): void {
    registry.registerChatInputCommand((command) =>
      command
        .setName(this.name)
        .setDescription(this.description)
        .setContexts(InteractionContextType.Guild)
        .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),
    );
  }

  public override chatInputRun(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    return respond(interaction, async () => menuView(interaction.guild, 0));
  }
}
