import { container } from '@sapphire/framework';
import type { Guild, GuildMember } from 'discord.js';
import { VoiceEvents } from './voice-events.js';

/** Notes where somebody is now, and emits what that means: `Left` for the old channel, then `Joined` for the new one. */
export function emitMove(guild: Guild, userId: string, channelId: string | null, member: GuildMember | null): void {
  const { voice } = container.roomkeeper;
  const bot = member?.user.bot ?? guild.client.users.cache.get(userId)?.bot ?? false;
  const move = voice.move(guild.id, userId, channelId, bot);
  if (!move) return;
  const change = { guild, userId, member, bot };
  if (move.left) guild.client.emit(VoiceEvents.Left, { ...change, channelId: move.left });
  if (move.joined) guild.client.emit(VoiceEvents.Joined, { ...change, channelId: move.joined });
}
