import type {
  SlashCommandSubcommandBuilder,
  SlashCommandSubcommandGroupBuilder,
  SlashCommandSubcommandsOnlyBuilder,
} from 'discord.js';
import { LABEL_LIMIT, MENU_TEXT_LIMIT } from '../domain/role-menu.js';
import { modeNames, styleNames } from '../reaction-role-messages.js';
import { chosen, existing, required, role, textPlace, typed } from './fields.js';

type Sub = SlashCommandSubcommandBuilder;

const MENU = 'The menu, from the list.';
const GROUP = 'The role group whose maximum holds.';

/** The subcommands of `/reactionrole`. */
export function withReactionRoleCommands(
  command: SlashCommandSubcommandsOnlyBuilder,
): SlashCommandSubcommandsOnlyBuilder {
  return command
    .addSubcommand(add)
    .addSubcommand((remove) =>
      remove
        .setName('remove')
        .setDescription('Let a reaction no longer give or take its role.')
        .addStringOption(required(existing('reaction', 'The reaction, from the list.'))),
    )
    .addSubcommand((list) => list.setName('list').setDescription('Show all reaction roles and role menus.'))
    .addSubcommandGroup(menuCommands);
}

function add(command: Sub): Sub {
  return command
    .setName('add')
    .setDescription('Let members take a role by reacting to a message.')
    .addStringOption(required(typed('message', 'The link of the message; or its id, for one here.', 200)))
    .addStringOption(required(typed('emoji', 'The emoji that they react with.', 100)))
    .addRoleOption(required(role('role', 'The role.')))
    .addStringOption(existing('group', GROUP))
    .addStringOption(chosen('mode', 'What a reaction does with the role. Default: give and take it', modeNames))
    .addChannelOption(textPlace('channel', 'Where the message is, if you give its id. Default: here'));
}

function menuCommands(group: SlashCommandSubcommandGroupBuilder): SlashCommandSubcommandGroupBuilder {
  return group
    .setName('menu')
    .setDescription('Messages of mine with buttons or a select menu for roles.')
    .addSubcommand((create) =>
      create
        .setName('create')
        .setDescription('Post a message by which members take roles. Add its roles after that.')
        .addStringOption(required(chosen('style', 'Buttons, or one select menu.', styleNames)))
        .addStringOption(required(typed('text', String.raw`What it says. \n begins a new line.`, MENU_TEXT_LIMIT)))
        .addChannelOption(textPlace('channel', 'Where to post it. Default: here'))
        .addRoleOption(role('only_for', 'Only members with this role may use it. Default: everybody')),
    )
    .addSubcommand((entry) =>
      entry
        .setName('add')
        .setDescription('Add a role to a menu.')
        .addStringOption(required(existing('menu', MENU)))
        .addRoleOption(required(role('role', 'The role.')))
        .addStringOption(typed('label', 'What the entry says. Default: the name of the role', LABEL_LIMIT))
        .addStringOption(typed('emoji', 'An emoji in front of it.', 100))
        .addStringOption(existing('group', GROUP)),
    )
    .addSubcommand((entry) =>
      entry
        .setName('remove')
        .setDescription('Take a role out of a menu.')
        .addStringOption(required(existing('menu', MENU)))
        .addStringOption(required(existing('entry', 'The entry, from the list.'))),
    )
    .addSubcommand((remove) =>
      remove
        .setName('delete')
        .setDescription('Delete a menu and its message.')
        .addStringOption(required(existing('menu', MENU))),
    );
}
