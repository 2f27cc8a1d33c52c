import type { SlashCommandSubcommandBuilder, SlashCommandSubcommandsOnlyBuilder } from 'discord.js';
import { GROUP_ROLES_LIMIT } from '../domain/role-change.js';
import { whenFullNames } from '../trigger-words.js';
import { chosen, existing, newName, required, typed } from './fields.js';

type Sub = SlashCommandSubcommandBuilder;

/** The subcommands of `/rolegroup`. */
export function withGroupCommands(command: SlashCommandSubcommandsOnlyBuilder): SlashCommandSubcommandsOnlyBuilder {
  return command
    .addSubcommand((create) =>
      withRest(
        create
          .setName('create')
          .setDescription('Make a role group: roles of which a member may have so many.')
          .addStringOption(required(newName('What you call it.')))
          .addStringOption(required(roles('roles', 'Its roles, up to 25: @Role @Role …'))),
      ),
    )
    .addSubcommand((edit) =>
      withRest(
        edit
          .setName('edit')
          .setDescription('Change a role group. What you leave out stays.')
          .addStringOption(required(existing('group', 'Its name or number.')))
          .addStringOption(newName('A new name.'))
          .addStringOption(roles('add_roles', 'Roles that come in: @Role @Role …'))
          .addStringOption(roles('remove_roles', 'Roles that go out: @Role @Role …')),
      ),
    )
    .addSubcommand(one('delete', 'Delete a role group. One that is in use is not deleted without asking.'))
    .addSubcommand((list) => list.setName('list').setDescription('Show the role groups of this server.'))
    .addSubcommand(one('show', 'Show a role group, and what uses it.'));
}

function withRest(command: Sub): Sub {
  return command
    .addIntegerOption((option) =>
      option
        .setName('maximum')
        .setDescription('How many of them a member may have; 0 for any number. Default: 1')
        .setMinValue(0)
        .setMaxValue(GROUP_ROLES_LIMIT),
    )
    .addStringOption(chosen('when_full', 'What happens to one more. Default: it is refused', whenFullNames));
}

function roles(name: string, description: string) {
  return typed(name, description, 800);
}

function one(name: string, description: string): (command: Sub) => Sub {
  return (command) =>
    command
      .setName(name)
      .setDescription(description)
      .addStringOption(required(existing('group', 'Its name or number.')));
}
