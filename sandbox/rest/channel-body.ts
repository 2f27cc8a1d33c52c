import { OverwriteType, type RESTPatchAPIChannelJSONBody } from 'discord-api-types/v10';
import type { ChannelChanges } from '../store/channels.js';
import type { GuildRecord, OverwriteRecord } from '../store/records.js';

/** The fields of a channel's body that the sandbox acts on, in creation and edit alike. */
export const channelFields = [
  'name',
  'position',
  'topic',
  'nsfw',
  'bitrate',
  'user_limit',
  'rtc_region',
  'rate_limit_per_user',
  'parent_id',
  'permission_overwrites',
] as const;

type ChannelBody = Pick<RESTPatchAPIChannelJSONBody, (typeof channelFields)[number]>;

/** What a body wants changed. A null means the default of its field. */
export function channelChanges(guild: GuildRecord, body: ChannelBody): ChannelChanges {
  return {
    name: body.name,
    position: body.position ?? undefined,
    topic: body.topic,
    nsfw: orDefault(body.nsfw, false),
    bitrate: orDefault(body.bitrate, 64_000),
    userLimit: orDefault(body.user_limit, 0),
    rtcRegion: body.rtc_region,
    slowmode: orDefault(body.rate_limit_per_user, 0),
    parentId: body.parent_id,
    overwrites: body.permission_overwrites?.map((overwrite) => overwriteRecord(guild, overwrite)),
  };
}

function orDefault<Value>(value: Value | null | undefined, fallback: Value): Value | undefined {
  return value === null ? fallback : value;
}

type OverwriteBody = NonNullable<ChannelBody['permission_overwrites']>[number];

/** Without a type an overwrite is a role's if the guild has such a role. */
function overwriteRecord(guild: GuildRecord, { id, type, allow, deny }: OverwriteBody): OverwriteRecord {
  return {
    id,
    type: type ?? (guild.roles.has(id) ? OverwriteType.Role : OverwriteType.Member),
    allow: BigInt(allow ?? 0),
    deny: BigInt(deny ?? 0),
  };
}
