import type { Subcommand } from '@sapphire/plugin-subcommands';
import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { withTriggerCommands } from '../command-options/trigger-options.js';
import { ManagerCommand, subcommandsNamed } from '../manager-command.js';
import { trigger } from '../plugin.js';
import { orderOf } from '../services/desk/desk.js';
import { givenIn } from '../services/desk/given.js';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** `/trigger`: when something happens, an action runs. */
export class TriggerCommand extends ManagerCommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'trigger',
      description: 'When something happens, an action runs.',
      subcommands: subcommandsNamed(
        'create',
        'edit',
        'delete',
        'list',
        'show',
        'enable',
        'disable',
        'test',
        'export',
        'import',
      ),
      register: withTriggerCommands,
    });
  }

  public override autocompleteRun(interaction: AutocompleteInteraction): Promise<void> {
    return use(trigger).front.suggestions.answer(interaction);
  }

  public create(interaction: Interaction): Promise<void> {
    return use(trigger).front.desk.command(interaction, 'trigger create');
  }

  /** Without anything to change, a form shows what there is. */
  public async edit(interaction: Interaction): Promise<void> {
    const { desk, triggers } = use(trigger).front;
    const given = givenIn(interaction);
    if (Object.keys(given).length > 1) return desk.command(interaction, 'trigger edit');
    return desk.open(interaction, 'trigger edit', await triggers.present(orderOf(interaction, given)));
  }

  public delete(interaction: Interaction): Promise<void> {
    return respond(interaction, () =>
      use(trigger).front.deleting.ask(interaction.guild, 'trigger', named(interaction)),
    );
  }

  public list(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.showing.list(interaction.guild, 'trigger', 0));
  }

  public show(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.showing.one(interaction.guild, 'trigger', named(interaction)));
  }

  public enable(interaction: Interaction): Promise<void> {
    return respond(interaction, () =>
      use(trigger).front.triggers.switch(orderOf(interaction, {}), named(interaction), true),
    );
  }

  public disable(interaction: Interaction): Promise<void> {
    return respond(interaction, () =>
      use(trigger).front.triggers.switch(orderOf(interaction, {}), named(interaction), false),
    );
  }

  public test(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.triggers.test(orderOf(interaction, givenIn(interaction))));
  }

  public export(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.porting.export(interaction.guild));
  }

  public import(interaction: Interaction): Promise<void> {
    const { options, member } = interaction;
    return respond(interaction, () =>
      use(trigger).front.porting.ask(member, options.getAttachment('file', true), options.getString('mode', true)),
    );
  }
}

function named({ options }: Interaction): string {
  return options.getString('trigger', true);
}
