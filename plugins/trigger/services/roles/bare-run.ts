import type { Guild, GuildMember } from 'discord.js';
import { wordless } from '../../domain/conditions/condition.js';
import type { MessagePlace } from '../../domain/reaction-roles.js';
import type { Run } from '../parts.js';

/** A run that no trigger and no event is behind. */
export function bareRun(guild: Guild, place: MessagePlace, member: GuildMember | null = null): Run {
  return { guild, trigger: null, event: null, member, ...place, content: '', emoji: '', match: wordless };
}
