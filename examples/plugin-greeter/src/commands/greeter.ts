import { Subcommand } from '@sapphire/plugin-subcommands';
import { ChannelType, InteractionContextType, PermissionFlagsBits, type ChatInputCommandInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { answers, command } from '../messages.js';
import greeter from '../plugin.js';

/** `/greeter set` and `/greeter off`. */
export class GreeterCommand extends Subcommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'greeter',
      description: command.description,
      preconditions: ['GuildOnly', 'SudoOnly'],
      subcommands: [
        { name: 'set', chatInputRun: 'set' },
        { name: 'off', chatInputRun: 'off' },
      ],
    });
  }

  public override registerApplicationCommands(registry: Subcommand.Registry): void {
    registry.registerChatInputCommand((builder) =>
      builder
        .setName(this.name)
        .setDescription(this.description)
        .setContexts(InteractionContextType.Guild)
        .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
        .addSubcommand((set) =>
          set
            .setName('set')
            .setDescription(command.set)
            .addChannelOption((option) =>
              option
                .setName('channel')
                .setDescription(command.channel)
                .addChannelTypes(ChannelType.GuildText)
                .setRequired(true),
            ),
        )
        .addSubcommand((off) => off.setName('off').setDescription(command.off)),
    );
  }

  public set(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    return respond(interaction, async () => {
      const { id } = interaction.options.getChannel('channel', true);
      await use(greeter).set(interaction.guildId, id);
      return answers.set(id);
    });
  }

  public off(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    return respond(interaction, async () =>
      (await use(greeter).off(interaction.guildId)) ? answers.off : answers.wasOff,
    );
  }
}
