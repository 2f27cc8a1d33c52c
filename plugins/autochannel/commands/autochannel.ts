import { Subcommand } from '@sapphire/plugin-subcommands';
import {
  ChannelType,
  InteractionContextType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
  type SlashCommandSubcommandBuilder,
} from 'discord.js';
import { respond, use } from 'roomkeeper';
import { PATTERN_LIMIT } from '../domain/naming.js';
import { RANGES } from '../domain/settings.js';
import { confirmation, listMessage } from '../views.js';
import { autochannel } from '../plugin.js';
import { enableRequest } from '../services/enable-request.js';

/** `/autochannel enable`, `disable` and `list`. */
export class AutochannelCommand extends Subcommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'autochannel',
      description: 'Voice channels that appear when somebody needs one.',
      preconditions: ['GuildOnly'],
      requiredUserPermissions: [PermissionFlagsBits.ManageChannels],
      subcommands: [
        { name: 'enable', chatInputRun: 'enable' },
        { name: 'disable', chatInputRun: 'disable' },
        { name: 'list', chatInputRun: 'list' },
      ],
    });
  }

  public override registerApplicationCommands(registry: Subcommand.Registry): void {
    registry.registerChatInputCommand((command) =>
      command
        .setName(this.name)
        .setDescription(this.description)
        .setContexts(InteractionContextType.Guild)
        .setDefaultMemberPermissions(PermissionFlagsBits.ManageChannels)
        .addSubcommand(enableOptions)
        .addSubcommand(disableOptions)
        .addSubcommand((list) =>
          list.setName('list').setDescription('Show the sources of this server and their channels.'),
        ),
    );
  }

  public enable(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    return respond(interaction, () => use(autochannel).enabling.enable(enableRequest(interaction)));
  }

  public disable(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    const channelId = interaction.options.getChannel('voice_channel', true).id;
    return respond(interaction, async () => {
      const outcome = await use(autochannel).disabling.disable({
        guild: interaction.guild,
        channelId,
        deleteBreakouts: interaction.options.getBoolean('delete_breakouts') ?? false,
        confirmed: false,
        userName: interaction.user.username,
      });
      return 'done' in outcome ? outcome.done : confirmation(outcome.confirm, channelId);
    });
  }

  public list(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    return respond(interaction, async () => listMessage(await use(autochannel).listing.page(interaction.guild, 0)));
  }
}

function enableOptions(enable: SlashCommandSubcommandBuilder): SlashCommandSubcommandBuilder {
  const { userLimit, graceSeconds, startAt, maxBreakouts } = RANGES;
  return enable
    .setName('enable')
    .setDescription('Give whoever joins a voice channel a channel of their own.')
    .addChannelOption((option) =>
      option
        .setName('voice_channel')
        .setDescription('The channel to join.')
        .addChannelTypes(ChannelType.GuildVoice)
        .setRequired(true),
    )
    .addStringOption((option) =>
      option
        .setName('naming_pattern')
        .setDescription('Names of the new channels: {name}, {n} and {user} are filled in. Default: {name} #{n}')
        .setMaxLength(PATTERN_LIMIT),
    )
    .addIntegerOption((option) =>
      option
        .setName('user_limit')
        .setDescription('How many people a new channel takes; 0 for any number.')
        .setMinValue(userLimit.min)
        .setMaxValue(userLimit.max),
    )
    .addIntegerOption((option) =>
      option
        .setName('grace_period')
        .setDescription('How many seconds an empty channel stays. Default: 30')
        .setMinValue(graceSeconds.min)
        .setMaxValue(graceSeconds.max),
    )
    .addChannelOption((option) =>
      option
        .setName('category')
        .setDescription('Where new channels go. Default: the category of the voice channel')
        .addChannelTypes(ChannelType.GuildCategory),
    )
    .addIntegerOption((option) =>
      option.setName('start_at').setDescription('The first number.').setMinValue(startAt.min).setMaxValue(startAt.max),
    )
    .addChannelOption((option) =>
      option
        .setName('overwrites')
        .setDescription('The voice channel whose permissions are copied. Default: the one to join')
        .addChannelTypes(ChannelType.GuildVoice),
    )
    .addIntegerOption((option) =>
      option
        .setName('max_breakouts')
        .setDescription('How many channels there may be at a time; 0 for any number.')
        .setMinValue(maxBreakouts.min)
        .setMaxValue(maxBreakouts.max),
    )
    .addChannelOption((option) =>
      option
        .setName('fallback_category')
        .setDescription('Where new channels go when the category is full.')
        .addChannelTypes(ChannelType.GuildCategory),
    )
    .addChannelOption((option) =>
      option
        .setName('fallback_category_2')
        .setDescription('Where new channels go when that one is full too.')
        .addChannelTypes(ChannelType.GuildCategory),
    );
}

function disableOptions(disable: SlashCommandSubcommandBuilder): SlashCommandSubcommandBuilder {
  return disable
    .setName('disable')
    .setDescription('Make a source an ordinary voice channel again.')
    .addChannelOption((option) =>
      option
        .setName('voice_channel')
        .setDescription('The source.')
        .addChannelTypes(ChannelType.GuildVoice)
        .setRequired(true),
    )
    .addBooleanOption((option) =>
      option
        .setName('delete_breakouts')
        .setDescription('Delete its channels too, also those with people in them. Default: no'),
    );
}
