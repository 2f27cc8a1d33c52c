import type { SlashCommandSubcommandBuilder } from 'discord.js';
import { conditionNames } from '../trigger-words.js';
import { chosen, flag, typed } from './fields.js';

/** What a condition's parameter may be at most: what a text condition takes. */
const PARAMETER_LIMIT = 1_000;
const ROLES_LIMIT = 800;
const DURATION_LIMIT = 50;

/** The options that say what a trigger waits for. */
export function conditionOption(names: Readonly<Record<string, string>> = conditionNames) {
  return chosen('condition', 'What it waits for.', names);
}

export function parameterOption() {
  return typed(
    'parameter',
    'The text, word, pattern, emoji or duration. Left out, a form asks for it.',
    PARAMETER_LIMIT,
  );
}

export function caseOption() {
  return flag('case_sensitive', 'Whether capital and small letters differ. Default: no');
}

export function durationOption(name: string, description: string) {
  return typed(name, description, DURATION_LIMIT);
}

/** The options that say whose events count. */
export function withRequirements(command: SlashCommandSubcommandBuilder): SlashCommandSubcommandBuilder {
  return command
    .addStringOption(typed('all_roles', 'Only for members who have all of these roles: @Role @Role', ROLES_LIMIT))
    .addStringOption(typed('any_role', 'Only for members who have one of these roles.', ROLES_LIMIT))
    .addStringOption(typed('no_role', 'Only for members who have none of these roles.', ROLES_LIMIT))
    .addStringOption(durationOption('account_age', 'Only for accounts that are at least so old, like 30d.'))
    .addStringOption(durationOption('membership_age', 'Only for who has been here at least so long, like 7d.'))
    .addBooleanOption(flag('not_bot', 'Only for members who are no bots.'));
}
