import type { SlashCommandSubcommandsOnlyBuilder } from 'discord.js';
import { durationOption } from './condition-options.js';
import { place, required, user } from './fields.js';

/** The subcommands of `/blacklist`. */
export function withBlacklistCommands(command: SlashCommandSubcommandsOnlyBuilder): SlashCommandSubcommandsOnlyBuilder {
  return command
    .addSubcommand((add) =>
      add
        .setName('add')
        .setDescription('Keep somebody from setting triggers off.')
        .addUserOption(required(user('member', 'Who.')))
        .addChannelOption(place('channel', 'Only in this channel, and its threads. Default: the whole server'))
        .addStringOption(durationOption('duration', 'For how long, like 90m or 7d. Default: until you remove it')),
    )
    .addSubcommand((remove) =>
      remove
        .setName('remove')
        .setDescription('Let somebody set triggers off again.')
        .addUserOption(required(user('member', 'Who.')))
        .addChannelOption(place('channel', 'The entry for this channel. Default: the one for the whole server')),
    )
    .addSubcommand((list) => list.setName('list').setDescription('Show who may not set triggers off.'));
}
