import type { SlashCommandSubcommandBuilder, SlashCommandSubcommandsOnlyBuilder } from 'discord.js';
import { importModes } from '../portable-messages.js';
import { persistenceNames, scopeNames } from '../trigger-words.js';
import { caseOption, conditionOption, durationOption, parameterOption, withRequirements } from './condition-options.js';
import { chosen, existing, newName, place, required, textPlace, typed, user } from './fields.js';

type Sub = SlashCommandSubcommandBuilder;

/** The subcommands of `/trigger`. */
export function withTriggerCommands(command: SlashCommandSubcommandsOnlyBuilder): SlashCommandSubcommandsOnlyBuilder {
  return command
    .addSubcommand(create)
    .addSubcommand(edit)
    .addSubcommand(one('delete', 'Delete a trigger. Its actions stay.'))
    .addSubcommand((list) => list.setName('list').setDescription('Show the triggers of this server.'))
    .addSubcommand(one('show', 'Show a trigger: what it waits for, what it does, and how its last run went.'))
    .addSubcommand(one('enable', 'Let a trigger fire again.'))
    .addSubcommand(one('disable', 'Keep a trigger, but do not let it fire.'))
    .addSubcommand(test)
    .addSubcommand((file) =>
      file.setName('export').setDescription('Get the triggers, actions and role groups of this server as a file.'),
    )
    .addSubcommand(importing);
}

function create(command: Sub): Sub {
  const named = command
    .setName('create')
    .setDescription('Make a trigger: when something happens, an action runs.')
    .addStringOption(required(newName('What you call it.')))
    .addStringOption(required(conditionOption()))
    .addStringOption(required(existing('action', 'What it runs. Make one with /action create.')))
    .addStringOption(parameterOption());
  return withRest(named);
}

function edit(command: Sub): Sub {
  const named = command
    .setName('edit')
    .setDescription('Change a trigger. What you leave out stays; “none” takes roles and times away.')
    .addStringOption(required(existing('trigger', 'Its name or number.')))
    .addStringOption(newName('A new name.'))
    .addStringOption(conditionOption())
    .addStringOption(parameterOption())
    .addStringOption(existing('action', 'What it runs.'));
  return withRest(named);
}

function withRest(command: Sub): Sub {
  const placed = command
    .addStringOption(chosen('scope', 'Where it applies. Default: where channel or message say', scopeNames))
    .addChannelOption(place('channel', 'Only in this channel, and its threads.'))
    .addStringOption(typed('message', 'Only for reactions on this message and replies to it: a link or an id.', 200))
    .addStringOption(chosen('persistence', 'How long it stays. Default: until it is deleted', persistenceNames))
    .addStringOption(
      durationOption(
        'lifetime',
        'How long a temporary or oneshot one lives, like 90m or 1d 12h. Default: 30d, oneshot 1d',
      ),
    )
    .addBooleanOption(caseOption());
  return withRequirements(placed)
    .addStringOption(durationOption('cooldown', 'How long until the same member can fire it again. Default: 2s'))
    .addStringOption(durationOption('channel_cooldown', 'How long until it can fire again in the same channel.'))
    .addStringOption(durationOption('server_cooldown', 'How long until it can fire again at all.'));
}

function test(command: Sub): Sub {
  return command
    .setName('test')
    .setDescription('What would a message do? Says which triggers fire, and why the others do not. Nothing runs.')
    .addStringOption(required(typed('text', 'What the message says.', 2_000)))
    .addChannelOption(textPlace('channel', 'Where it is written. Default: here'))
    .addUserOption(user('member', 'Who writes it. Default: you'));
}

function importing(command: Sub): Sub {
  return command
    .setName('import')
    .setDescription('Take a file of triggers. Shows what it would change, and asks first.')
    .addAttachmentOption((file) =>
      file.setName('file').setDescription('A file that /trigger export made.').setRequired(true),
    )
    .addStringOption(required(chosen('mode', 'What becomes of that which the file does not name.', importModes)));
}

function one(name: string, description: string): (command: Sub) => Sub {
  return (command) =>
    command
      .setName(name)
      .setDescription(description)
      .addStringOption(required(existing('trigger', 'Its name or number.')));
}
