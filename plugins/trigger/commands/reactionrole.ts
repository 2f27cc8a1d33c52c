import type { Subcommand } from '@sapphire/plugin-subcommands';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { withReactionRoleCommands } from '../command-options/reactionrole-options.js';
import { ManagerCommand, subcommandsNamed } from '../manager-command.js';
import { trigger } from '../plugin.js';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** `/reactionrole`: members take roles by reactions, buttons and select menus. */
export class ReactionroleCommand extends ManagerCommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'reactionrole',
      description: 'Let members take roles by reactions, buttons and select menus.',
      subcommands: [
        ...subcommandsNamed('add', 'remove', 'list'),
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
      register: withReactionRoleCommands,
    });
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
