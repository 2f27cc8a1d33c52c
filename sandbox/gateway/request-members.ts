import {
  GatewayIntentBits,
  type APIGuildMember,
  type GatewayGuildMembersChunkDispatchData,
} from 'discord-api-types/v10';
import { projectMember } from '../store/project-member.js';
import { projectPresence } from '../store/project-presence.js';
import type { GuildRecord, MemberRecord } from '../store/records.js';

/** What a client asks for with op 8. */
export interface MemberRequest {
  readonly guild_id: string;
  /** What user names or nicknames begin with; the empty string is everybody. */
  readonly query?: string;
  /** With a query: how many at most, and 0 for all. */
  readonly limit?: number;
  readonly user_ids?: string | readonly string[];
  readonly presences?: boolean;
  readonly nonce?: string;
}

const chunkSize = 1000;
/** A search, and a list of ids, are limited to so many. */
const searchLimit = 100;
const nonceBytes = 32;

/** The answer to op 8, in chunks; none when the session's intents do not allow the question, which Discord leaves unanswered. */
export function memberChunks(
  guild: GuildRecord,
  request: MemberRequest,
  intents: number,
): GatewayGuildMembersChunkDispatchData[] {
  if (!isAllowed(request, intents)) return [];
  const { found, missing } = search(guild, request);
  const count = Math.max(1, Math.ceil(found.length / chunkSize));
  return Array.from({ length: count }, (_, index) => {
    const members = found.slice(index * chunkSize, (index + 1) * chunkSize);
    return {
      guild_id: guild.id,
      members: members.map((member): APIGuildMember => projectMember(member)),
      chunk_index: index,
      chunk_count: count,
      ...(missing.length > 0 && index === 0 && { not_found: missing }),
      ...(request.presences === true && { presences: presencesOf(guild, members) }),
      ...nonceOf(request),
    };
  });
}

function isAllowed({ query, limit = 0, user_ids: ids, presences }: MemberRequest, intents: number): boolean {
  if (presences === true && (intents & GatewayIntentBits.GuildPresences) === 0) return false;
  if (ids !== undefined) return true;
  const wantsAll = query === '' && limit === 0;
  return query !== undefined && (!wantsAll || (intents & GatewayIntentBits.GuildMembers) !== 0);
}

function search(guild: GuildRecord, request: MemberRequest): { found: MemberRecord[]; missing: string[] } {
  if (request.user_ids !== undefined) {
    const ids = [request.user_ids].flat().slice(0, searchLimit);
    return {
      found: ids.map((id) => guild.members.get(id)).filter((member) => member !== undefined),
      missing: ids.filter((id) => !guild.members.has(id)),
    };
  }
  const query = (request.query ?? '').toLowerCase();
  const begins = (name: string | null) => name?.toLowerCase().startsWith(query) ?? false;
  const found = [...guild.members.values()].filter(({ nick, user }) => begins(user.username) || begins(nick));
  return { found: found.slice(0, limitOf(request)), missing: [] };
}

function limitOf({ query, limit = 0 }: MemberRequest): number {
  if (query === '' && limit === 0) return Infinity;
  return limit === 0 ? searchLimit : Math.min(limit, searchLimit);
}

/** The chunk as a whole says which guild it is about. */
function presencesOf(guild: GuildRecord, members: readonly MemberRecord[]) {
  return members
    .filter(({ user }) => guild.presences.has(user.id))
    .map(({ user }) => {
      const { guild_id: _, ...presence } = projectPresence(guild, user.id, guild.presences.get(user.id));
      return presence;
    });
}

/** A nonce that is too long is ignored. */
function nonceOf({ nonce }: MemberRequest): { nonce?: string } {
  return nonce !== undefined && Buffer.byteLength(nonce) <= nonceBytes ? { nonce } : {};
}
