import type { SlashCommandSubcommandBuilder, SlashCommandSubcommandsOnlyBuilder } from 'discord.js';
import { MESSAGE_LIMIT } from '../domain/templates.js';
import { conditionNames, kindNames, madeScopeNames, roleModeNames } from '../trigger-words.js';
import { caseOption, conditionOption, durationOption, parameterOption, withRequirements } from './condition-options.js';
import { chosen, existing, flag, newName, required, role, textPlace, typed } from './fields.js';

/** What an action makes fires once, which no interval does. */
const { interval: _, ...eventConditions } = conditionNames;

type Sub = SlashCommandSubcommandBuilder;

/** The subcommands of `/action`. */
export function withActionCommands(command: SlashCommandSubcommandsOnlyBuilder): SlashCommandSubcommandsOnlyBuilder {
  return command
    .addSubcommand(create)
    .addSubcommand(edit)
    .addSubcommand(one('delete', 'Delete an action. One that is in use is not deleted without asking.'))
    .addSubcommand((list) => list.setName('list').setDescription('Show the actions of this server.'))
    .addSubcommand(one('show', 'Show an action: what it does, what follows it, and what uses it.'));
}

function create(command: Sub): Sub {
  const named = command
    .setName('create')
    .setDescription('Make an action, which triggers run.')
    .addStringOption(required(newName('What you call it.')))
    .addStringOption(required(chosen('kind', 'What it does.', kindNames)))
    .addStringOption(typed('text', 'message: what it says. Left out, a form asks for up to 20 texts.', MESSAGE_LIMIT));
  return withRest(named);
}

function edit(command: Sub): Sub {
  const named = command
    .setName('edit')
    .setDescription('Change an action. What you leave out stays; with nothing else it shows what there is.')
    .addStringOption(required(existing('action', 'Its name or number.')))
    .addStringOption(newName('A new name.'))
    .addStringOption(typed('add_text', 'message: one more text to pick from.', MESSAGE_LIMIT));
  return withRest(named).addBooleanOption(
    flag('anywhere', 'message: write where it happened again, not in one channel.'),
  );
}

function withRest(command: Sub): Sub {
  const own = command
    .addStringOption(existing('next', 'The action that runs after this one. “none” for none.'))
    .addChannelOption(textPlace('channel', 'message, purge: where. Default for message: where it happened'))
    .addBooleanOption(flag('reply', 'message: whether it answers the message that it is about. Default: no'))
    .addBooleanOption(flag('mention', 'message: whether it may ping who set it off. Default: no'))
    .addStringOption(typed('emoji', 'react: the emoji.', 100))
    .addRoleOption(role('role', 'role: which one.'))
    .addStringOption(chosen('mode', 'role: what becomes of it. Default: it is given', roleModeNames))
    .addStringOption(existing('group', 'role: the role group whose maximum counts. “none” for none.'))
    .addStringOption(existing('run', 'create-trigger: what the new trigger runs.'))
    .addStringOption(conditionOption(eventConditions))
    .addStringOption(parameterOption())
    .addStringOption(chosen('scope', 'create-trigger: where the new trigger applies.', madeScopeNames))
    .addStringOption(durationOption('lifetime', 'create-trigger: how long it lives, a day at most. Default: 1d'))
    .addBooleanOption(caseOption());
  return withRequirements(own);
}

function one(name: string, description: string): (command: Sub) => Sub {
  return (command) =>
    command
      .setName(name)
      .setDescription(description)
      .addStringOption(required(existing('action', 'Its name or number.')));
}
