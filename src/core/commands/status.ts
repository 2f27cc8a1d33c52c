import { Command } from '@sapphire/framework';
import { InteractionContextType, PermissionFlagsBits, type ChatInputCommandInteraction } from 'discord.js';
import { inviteLink } from '../../discord/invite.js';
import { respond } from '../../discord/replies.js';
import { messages } from '../messages.js';

/** `/status`: what an admin wants to know of the bot at a glance. */
export class StatusCommand extends Command {
  public constructor(context: Command.LoaderContext) {
    super(context, {
      name: 'status',
      description: 'Show the version, the plugins, the latency and the invite link of this bot.',
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

  public override chatInputRun(interaction: ChatInputCommandInteraction): Promise<void> {
    const { version, pluginNames, permissions, missingIntents } = this.container.roomkeeper;
    return respond(interaction, async () =>
      messages.status({
        version,
        plugins: pluginNames.filter((name) => name !== 'core'),
        latency: interaction.client.ws.ping,
        invite: inviteLink(interaction.client, permissions),
        missingIntents,
      }),
    );
  }
}
