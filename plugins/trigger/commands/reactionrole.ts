import { Subcommand } from '@sapphire/plugin-subcommands';
import {
  InteractionContextType,
  PermissionFlagsBits,
  type AutocompleteInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { respond, use } from 'roomkeeper';
import { withReactionRoleCommands } from '../command-options/reactionrole-options.js';
import { trigger } from '../plugin.js';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** `/reactionrole`: members take roles by reactions, buttons and select menus. */
export class ReactionroleCommand extends Subcommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'reactionrole',
      description: 'Let members take roles by reactions, buttons and select menus.',
      preconditions: ['GuildOnly'],
      requiredUserPermissions: [PermissionFlagsBits.ManageGuild],
      subcommands: [
        ...['add', 'remove', 'list'].map((name) => ({ name, chatInputRun: name })),
        {
          name: 'menu',
          type: 'group',
          entries: [
            { name: 'create', chatInputRun: 'createMenu' },
            { name: 'add', chatInputRun: 'addEntry' },
            { name: 'remove', chatInputRun: 'removeEntry' },
            { name: 'delete', chatInputRun: 'deleteMenu' },
          ],
        },
      ],
    });
  }

  public override registerApplicationCommands(registry: Subcommand.Registry): void {
    registry.registerChatInputCommand((command) =>
      withReactionRoleCommands(
        command
          .setName(this.name)
          .setDescription(this.description)
          .setContexts(InteractionContextType.Guild)
          .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),
      ),
    );
  }

  public override autocompleteRun(interaction: AutocompleteInteraction): Promise<void> {
    return use(trigger).roles.desk.suggest(interaction);
  }

  public add(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).roles.desk.add(interaction));
  }

  public remove(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).roles.desk.remove(interaction));
  }

  public list(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).roles.desk.list(interaction.member, 0));
  }

  public createMenu(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).roles.desk.createMenu(interaction));
  }

  public addEntry(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).roles.desk.addEntry(interaction));
  }

  public removeEntry(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).roles.desk.removeEntry(interaction));
  }

  public deleteMenu(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).roles.desk.deleteMenu(interaction));
  }
}
