import type { Subcommand } from '@sapphire/plugin-subcommands';
import type { ChatInputCommandInteraction } from 'discord.js';
import { respond, use } from 'roomkeeper';
import { withBlacklistCommands } from '../command-options/blacklist-options.js';
import { ManagerCommand, subcommandsNamed } from '../manager-command.js';
import { trigger } from '../plugin.js';
import { orderOf } from '../services/desk/desk.js';
import { givenIn } from '../services/desk/given.js';

type Interaction = ChatInputCommandInteraction<'cached'>;

/** `/blacklist`: who may not set triggers off. */
export class BlacklistCommand extends ManagerCommand {
  public constructor(context: Subcommand.LoaderContext) {
    super(context, {
      name: 'blacklist',
      description: 'Who may not set triggers off.',
      subcommands: subcommandsNamed('add', 'remove', 'list'),
      register: withBlacklistCommands,
    });
  }

  public add(interaction: Interaction): Promise<void> {
    return use(trigger).front.desk.command(interaction, 'blacklist add');
  }

  public remove(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.groups.unbar(orderOf(interaction, givenIn(interaction))));
  }

  public list(interaction: Interaction): Promise<void> {
    return respond(interaction, () => use(trigger).front.showing.list(interaction.guild, 'blacklist', 0));
  }
}
