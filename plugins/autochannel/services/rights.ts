import { UserError } from '@sapphire/framework';
import { PermissionFlagsBits, type ButtonInteraction, type Guild } from 'discord.js';
import { notAllowed } from '../messages.js';

/**
 * Preconditions do not run for buttons, so rights are checked at each click.
 *
 * @throws {UserError} when whoever clicked may not manage channels.
 */
export function requireManageChannels(interaction: ButtonInteraction): { guild: Guild } {
  if (interaction.inCachedGuild() && interaction.memberPermissions.has(PermissionFlagsBits.ManageChannels)) {
    return { guild: interaction.guild };
  }
  throw new UserError({ identifier: 'autochannel.not-allowed', message: notAllowed });
}
