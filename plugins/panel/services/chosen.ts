import { UserError } from '@sapphire/framework';
import type { AnySelectMenuInteraction, StringSelectMenuInteraction } from 'discord.js';
import type { PanelTemplateKey, Target } from '../../hub/plugin.js';
import { refusal } from '../messages.js';
import { more, templates } from '../dialog-messages.js';
import type { AccessEntry } from '../views/access-message.js';

/** What was chosen in a select that takes one thing. @throws {UserError} when nothing was, which no client of Discord's sends. */
export function chosenValue({ values: [value] }: AnySelectMenuInteraction): string {
  if (value === undefined) throw forged();
  return value;
}

/** The id of somebody that a custom id holds. @throws {UserError} when it is none. */
export function userIdOf(argument: string): string {
  if (/^\d{17,20}$/.test(argument)) return argument;
  throw forged();
}

/** The member or role that was chosen. @throws {UserError} when it is neither, or was chosen in another kind of menu. */
export function chosenTarget(interaction: AnySelectMenuInteraction): Target {
  const id = chosenValue(interaction);
  if (!interaction.isMentionableSelectMenu()) throw forged();
  if (interaction.users.has(id)) return { kind: 'user', id };
  if (interaction.roles.has(id)) return { kind: 'role', id };
  throw forged();
}

/** The entry of a list that was chosen. @throws {UserError} when it is none. */
export function chosenEntry(interaction: StringSelectMenuInteraction): { list: AccessEntry['list']; target: Target } {
  const [, list, kind, id] = /^(permitted|blocked)\.(user|role)\.(\d{17,20})$/.exec(chosenValue(interaction)) ?? [];
  if (id === undefined) throw forged();
  return { list: list as AccessEntry['list'], target: { kind: kind as Target['kind'], id } };
}

/** The template that was chosen. @throws {UserError} when there is none of that key. */
export function templateOf(key: string): PanelTemplateKey {
  if (Object.hasOwn(templates.options, key)) return key as PanelTemplateKey;
  throw forged();
}

/** A user limit as it was typed. @throws {UserError} when it is no whole number. */
export function wholeNumber(typed: string): number {
  if (/^\d{1,3}$/.test(typed)) return Number(typed);
  throw new UserError({ identifier: 'panel.bad-limit', message: more.badLimit });
}

function forged(): UserError {
  return new UserError({ identifier: 'panel.stale', message: refusal.stale });
}
