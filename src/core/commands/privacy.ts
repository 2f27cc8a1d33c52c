import { Subcommand } from '@sapphire/plugin-subcommands';
import {
  InteractionContextType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
  type SlashCommandSubcommandBuilder,
} from 'discord.js';
import { respond } from '../../discord/replies.js';
import { use } from '../../plugins/registry.js';
import { core } from '../plugin.js';
import { privacyMessages } from '../privacy-messages.js';
import { aboutAnswer, exportAnswer, questionAnswer } from '../privacy/privacy-views.js';
import { requireConcerned } from '../privacy/concerned.js';

const { command: texts } = privacyMessages;

/** `/privacy about`, `export` and `delete`: what is stored about people. For any member, about themselves. */
export class PrivacyCommand extends Subcommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'privacy',
      description: texts.description,
      preconditions: ['GuildOnly'],
      subcommands: ['about', 'export', 'delete'].map((name) => ({ name, chatInputRun: name })),
    });
  }

  public override registerApplicationCommands(registry: Subcommand.Registry): void {
    registry.registerChatInputCommand((command) =>
      command
        .setName(this.name)
        .setDescription(this.description)
        .setContexts(InteractionContextType.Guild)
        .setDefaultMemberPermissions(PermissionFlagsBits.UseApplicationCommands)
        .addSubcommand((about) => about.setName('about').setDescription(texts.about))
        .addSubcommand((one) => withUser(one.setName('export').setDescription(texts.export)))
        .addSubcommand((one) => withUser(one.setName('delete').setDescription(texts.delete))),
    );
  }

  public about(interaction: ChatInputCommandInteraction): Promise<void> {
    return respond(interaction, async () => aboutAnswer(use(core).dataDesk.stored(), use(core).guildRetention));
  }

  public export(interaction: ChatInputCommandInteraction): Promise<void> {
    return respond(interaction, async () => {
      const userId = await requireConcerned(interaction, interaction.options.getString('user'));
      return exportAnswer(userId, this.container.roomkeeper.clock.now(), await use(core).dataDesk.export(userId));
    });
  }

  public delete(interaction: ChatInputCommandInteraction): Promise<void> {
    return respond(interaction, async () => {
      const userId = await requireConcerned(interaction, interaction.options.getString('user'));
      return questionAnswer(userId, userId === interaction.user.id, use(core).dataDesk.stored());
    });
  }
}

function withUser(subcommand: SlashCommandSubcommandBuilder): SlashCommandSubcommandBuilder {
  return subcommand.addStringOption((option) =>
    option.setName('user').setDescription(texts.user).setMinLength(17).setMaxLength(20),
  );
}
