import { BotInHub } from './bits.js';
import { lockedDown, lockedUntil, type HubOverwrites } from './lockdown.js';
import { OverwriteSet } from './overwrite-set.js';
import type { Hub, Moment, Overwrite, Snowflake } from './room.js';

/** The POST of a hub's channel. */
export interface HubPost {
  readonly name: string;
  readonly parentId: Snowflake | null;
  readonly position: number;
  readonly bitrate: number;
  readonly userLimit: number;
  readonly region: string | null;
  readonly overwrites: readonly Overwrite[];
}

/** The hub with its pending replacement, and the POST that makes it: locked when the hub is locked at `now`. */
export function hubReplacement(
  hub: Hub,
  parentId: Snowflake | null,
  guildLockdownUntil: Moment | null,
  maxBitrate: number,
  botId: Snowflake,
  now: Moment,
): { readonly hub: Hub; readonly post: HubPost } {
  const { name, bitrate, userLimit, region, position } = hub.blueprint;
  const { overwrites, previous } = replacementOverwrites(hub, guildLockdownUntil, botId, now);
  return {
    hub: { ...hub, pending: { name, parentId, since: now }, lockdownPrevious: previous },
    post: { name, parentId, position, bitrate: Math.min(bitrate, maxBitrate), userLimit, region, overwrites },
  };
}

/** The hub once its replacement is there. */
export function withReplacement(hub: Hub, channelId: Snowflake): Hub {
  return { ...hub, channelId, pending: null };
}

/** Always with the bot's own overwrite: no deny locks it out, and it is known again after a crash. */
function replacementOverwrites(
  hub: Hub,
  guildLockdownUntil: Moment | null,
  botId: Snowflake,
  now: Moment,
): HubOverwrites {
  const set = new OverwriteSet(hub.blueprint.overwrites);
  set.allow('member', botId, BotInHub);
  const overwrites = set.list();
  const isLocked = lockedUntil(hub.lockdownUntil, guildLockdownUntil, now) !== null;
  return isLocked ? lockedDown(overwrites, null, hub.guildId, botId) : { overwrites, previous: null };
}
