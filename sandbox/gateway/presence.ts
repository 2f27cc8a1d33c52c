import { PresenceUpdateStatus, type GatewayActivity } from 'discord-api-types/v10';
import type { PresenceRecord } from '../store/records.js';
import type { World } from '../store/world.js';
import { guildsOf } from './ready.js';
import type { Session } from './session.js';

const statuses: ReadonlySet<unknown> = new Set(Object.values(PresenceUpdateStatus));

/** What op 3 or an IDENTIFY says about the bot's presence; null when it makes no sense. */
export function readPresence(world: World, data: unknown): PresenceRecord | null {
  if (typeof data !== 'object' || data === null) return null;
  const { status, activities = [] } = data as { readonly status?: unknown; readonly activities?: unknown };
  if (!statuses.has(status) || !Array.isArray(activities) || !activities.every(isActivity)) return null;
  const started = { id: world.snowflake(), created_at: world.clock.now() };
  return {
    status: status as PresenceUpdateStatus,
    activities: activities.map(({ name, type, state, url }) => ({
      ...started,
      name,
      type,
      ...(state !== undefined && { state }),
      ...(url !== undefined && { url }),
    })),
  };
}

/** The bot comes online, which only others notice: before READY it has no session that could hear of it. */
export function comeOnline(world: World, session: Session, data: unknown): void {
  const presence = readPresence(world, data) ?? { status: PresenceUpdateStatus.Online, activities: [] };
  for (const guild of guildsOf(world, session)) guild.presences.set(world.application.botId, presence);
}

/** The bot goes offline where its session was, and nobody is left to hear of that either. */
export function goOffline(world: World, session: Session): void {
  for (const guild of guildsOf(world, session)) guild.presences.delete(world.application.botId);
}

function isActivity(activity: unknown): activity is GatewayActivity {
  if (typeof activity !== 'object' || activity === null) return false;
  const { name, type } = activity as { readonly name?: unknown; readonly type?: unknown };
  return typeof name === 'string' && typeof type === 'number';
}
