import { Subcommand } from '@sapphire/plugin-subcommands';
import {
  InteractionContextType,
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { respond, use } from 'roomkeeper';
import { withGroupCommands } from '../command-options/group-options.js';
import { trigger } from '../plugin.js';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** `/rolegroup`: roles of which a member may have so many. */
export class RolegroupCommand extends Subcommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'rolegroup',
      description: 'Roles of which a member may have so many.',
      preconditions: ['GuildOnly'],
      requiredUserPermissions: [PermissionFlagsBits.ManageGuild],
      subcommands: ['create', 'edit', 'delete', 'list', 'show'].map((name) => ({ name, chatInputRun: name })),
    });
  }

  public override registerApplicationCommands(registry: Subcommand.Registry): void {
    registry.registerChatInputCommand((command) =>
      withGroupCommands(
        command
          .setName(this.name)
          .setDescription(this.description)
          .setContexts(InteractionContextType.Guild)
          .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),
      ),
    );
  }

  public override autocompleteRun(interaction: AutocompleteInteraction): Promise<void> {
    return use(trigger).front.suggestions.answer(interaction);
  }

  public create(interaction: Interaction): Promise<void> {
    return use(trigger).front.desk.command(interaction, 'rolegroup create');
  }

  public edit(interaction: Interaction): Promise<void> {
    return use(trigger).front.desk.command(interaction, 'rolegroup edit');
  }

  public delete(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.deleting.ask(interaction.guild, 'group', named(interaction)));
  }

  public list(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.showing.list(interaction.guild, 'group', 0));
  }

  public show(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.showing.one(interaction.guild, 'group', named(interaction)));
  }
}

function named({ options }: Interaction): string {
  return options.getString('group', true);
}
