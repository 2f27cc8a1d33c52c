import type { Subcommand } from '@sapphire/plugin-subcommands';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { withActionCommands } from '../command-options/action-options.js';
import { ManagerCommand, subcommandsNamed } from '../manager-command.js';
import { trigger } from '../plugin.js';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** `/action`: what triggers run. */
export class ActionCommand extends ManagerCommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'action',
      description: 'What triggers do when something happens.',
      subcommands: subcommandsNamed('create', 'edit', 'delete', 'list', 'show'),
      register: withActionCommands,
    });
  }

  public override autocompleteRun(interaction: AutocompleteInteraction): Promise<void> {
    return use(trigger).front.suggestions.answer(interaction);
  }

  public create(interaction: Interaction): Promise<void> {
    return use(trigger).front.desk.command(interaction, 'action create');
  }

  public edit(interaction: Interaction): Promise<void> {
    return use(trigger).front.desk.command(interaction, 'action edit');
  }

  public delete(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.deleting.ask(interaction.guild, 'action', named(interaction)));
  }

  public list(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.showing.list(interaction.guild, 'action', 0));
  }

  public show(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.showing.one(interaction.guild, 'action', named(interaction)));
  }
}

function named({ options }: Interaction): string {
  return options.getString('action', true);
}
