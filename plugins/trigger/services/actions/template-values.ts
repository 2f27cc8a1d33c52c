import type { Guild } from 'discord.js';
import { escapeText } from 'roomkeeper';
import { isCustom } from '../../domain/emoji.js';
import type { TemplateValues } from '../../domain/templates.js';
import type { Run } from '../parts.js';

/** What the place-holders of a run's texts stand for. Names that people chose are escaped. */
export function valuesOf({ guild, member, channelId, content, match, emoji }: Run): TemplateValues {
  const channel = channelId === null ? undefined : guild.channels.cache.get(channelId);
  return {
    user: member === null ? '' : `<@${member.id}>`,
    'user.name': escapeText(member?.displayName ?? ''),
    'user.id': member?.id ?? '',
    channel: channelId === null ? '' : `<#${channelId}>`,
    'channel.name': escapeText(channel?.name ?? ''),
    server: escapeText(guild.name),
    content,
    match: match.match,
    args: match.args,
    emoji: isCustom(emoji) ? customEmoji(guild, emoji) : emoji,
  };
}

/** Discord shows an emoji by its id, whatever the name says. */
function customEmoji(guild: Guild, id: string): string {
  return guild.emojis.cache.get(id)?.toString() ?? `<:emoji:${id}>`;
}
