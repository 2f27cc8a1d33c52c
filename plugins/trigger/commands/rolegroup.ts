import type { Subcommand } from '@sapphire/plugin-subcommands';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { withGroupCommands } from '../command-options/group-options.js';
import { ManagerCommand, subcommandsNamed } from '../manager-command.js';
import { trigger } from '../plugin.js';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** `/rolegroup`: roles of which a member may have so many. */
export class RolegroupCommand extends ManagerCommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'rolegroup',
      description: 'Roles of which a member may have so many.',
      subcommands: subcommandsNamed('create', 'edit', 'delete', 'list', 'show'),
      register: withGroupCommands,
    });
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
