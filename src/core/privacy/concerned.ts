import { UserError } from '@sapphire/framework';
import type { RepliableInteraction } from 'discord.js';
import { privacyMessages } from '../privacy-messages.js';
import { requireBotOwner } from '../rights.js';

/**
 * Whose data somebody asks for: their own, or those of anybody by their id if they own the bot.
 *
 * @throws {UserError} `core.bot-owner-only`, or `core.not-an-id`.
 */
export async function requireConcerned(interaction: RepliableInteraction, userId: string | null): Promise<string> {
  if (userId === null || userId === interaction.user.id) return interaction.user.id;
  await requireBotOwner(interaction);
  if (!/^\d{17,20}$/.test(userId) || BigInt(userId) >= 2n ** 63n) {
    throw new UserError({ identifier: 'core.not-an-id', message: privacyMessages.notAnId });
  }
  return userId;
}
