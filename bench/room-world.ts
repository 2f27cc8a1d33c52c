import { ChannelType } from 'discord.js';
import type { GuildHandle, Person, Sandbox } from 'roomkeeper/sandbox';
import { textOverwrites, voiceOverwrites } from '../plugins/hub/domain/overwrites.js';
import { defaultSettings, type Overwrite, type Room } from '../plugins/hub/domain/room.js';
import { roomRow } from '../plugins/hub/services/store/room-rows.js';
import { panelView } from '../plugins/panel/domain/panel-view.js';
import { renderKey, type RenderedComponent } from '../plugins/panel/domain/render-key.js';
import { panelWords } from '../plugins/panel/messages.js';
import { panelMessage } from '../plugins/panel/views/panel-message.js';
import { query } from '../test/support/database.js';

export interface RoomWorldOptions {
  readonly guilds: number;
  /** In each guild. */
  readonly rooms: number;
  readonly text: 'channel' | 'none';
  /** When the owner's grace of a room ends, in epoch milliseconds: the owner is away then, and somebody stands in. */
  readonly graceEnds?: (room: number) => number;
}

export interface RoomWorld {
  readonly guilds: readonly GuildHandle[];
  /** Somebody who sits in each room. */
  readonly people: readonly { readonly person: Person; readonly guild: GuildHandle }[];
}

interface Made {
  readonly room: Room;
  readonly panel: string | null;
}

/**
 * Fills a local Discord, and a database that is migrated, with rooms that agree: each guild has a hub, and rooms with somebody
 * in each. They look as if the bot had made them: it has nothing to do when it comes.
 */
export async function furnishRooms(sandbox: Sandbox, url: string, options: RoomWorldOptions): Promise<RoomWorld> {
  const guilds: GuildHandle[] = [];
  const people: { person: Person; guild: GuildHandle }[] = [];
  const made: Made[] = [];
  const hubs: object[] = [];
  for (let at = 0; at < options.guilds; at++) {
    const guild = sandbox.addGuild({ name: `Guild ${at}` });
    guilds.push(guild);
    const hub = guild.addChannel({ name: 'Join me' });
    hubs.push(hubRow(at + 1, guild.id, hub.id, hub.position));
    for (let number = 0; number < options.rooms; number++) {
      const person = guild.addMember({ name: `Person ${number}` });
      people.push({ person, guild });
      made.push(furnishRoom(guild, person, { hubId: at + 1, number: at * options.rooms + number, options }));
    }
  }
  const rows = made.map(({ room, panel }) => inSnakeCase(roomRow({ room, names, controlPanelMessageId: panel })));
  const members = made.flatMap(({ room: { voiceChannelId, members: inside } }) =>
    inside.map(({ userId, joinedAt }) =>
      inSnakeCase({ voiceChannelId, userId, joinedAt: new Date(joinedAt).toISOString() }),
    ),
  );
  await insert(url, 'hub_channels', hubs);
  await insert(url, 'auto_channels', rows);
  await insert(url, 'auto_channel_members', members);
  await insert(
    url,
    'panel_drawings',
    made.flatMap(({ room, panel }) => (panel === null ? [] : [drawingRow(room)])),
  );
  return { guilds, people };
}

const names = { stamps: [], wish: null, textStamps: [], at: null, status: null };

function furnishRoom(
  guild: GuildHandle,
  person: Person,
  place: { readonly hubId: number; readonly number: number; readonly options: RoomWorldOptions },
): Made {
  const { hubId, number, options } = place;
  const graceExpiresAt = options.graceEnds?.(number) ?? null;
  const owner = graceExpiresAt === null ? person : guild.addMember({ name: `Owner ${number}` });
  const settings = { ...defaultSettings, botId: guild.bot.id };
  const name = `Room ${number}`;
  const draft: Room = {
    guildId: guild.id,
    hubId: String(hubId),
    voiceChannelId: '0',
    textChannelId: null,
    pendingText: null,
    pendingName: null,
    state: 'open',
    createdAt: Date.now(),
    ownerId: owner.id,
    hostIds: [],
    actingOwnerId: graceExpiresAt === null ? null : person.id,
    graceExpiresAt,
    actingExpiresAt: null,
    claimableAt: null,
    members: [{ userId: person.id, joinedAt: Date.now() }],
    deleteAt: null,
    locked: false,
    hidden: false,
    admittedIds: [],
    allowedUserIds: [],
    allowedRoleIds: [],
    blockedUserIds: [],
    blockedRoleIds: [],
    baseOverwrites: [],
    userLimit: 0,
    naming: { autoName: true, template: 'auto', fallbackName: name },
  };
  const occupants = [{ id: person.id, bot: false }];
  const voice = guild.addChannel({ name, overwrites: records(voiceOverwrites(draft, occupants, settings)) });
  person.join(voice);
  if (options.text === 'none') return { room: { ...draft, voiceChannelId: voice.id }, panel: null };
  const overwrites = records(textOverwrites(draft, occupants, settings));
  const text = guild.addChannel({ name, type: ChannelType.GuildText, overwrites });
  // Whatever the message is: one that shows what it should is not looked at.
  return { room: { ...draft, voiceChannelId: voice.id, textChannelId: text.id }, panel: voice.id };
}

/** That the panel of a room shows it as it is. */
function drawingRow({ guildId, voiceChannelId, ownerId, createdAt, members, locked, hidden, userLimit }: Room) {
  const inside = members.map((member) => ({ ...member, game: null }));
  const shown = { ownerId, createdAt, members: inside, locked, hidden, userLimit };
  const facts = { ...shown, grace: null, pendingName: null, nameSource: 'games' } as const;
  const { components } = panelMessage(voiceChannelId, panelView(facts, panelWords));
  const key = renderKey(components as readonly RenderedComponent[]);
  return inSnakeCase({ guildId, voiceChannelId, renderKey: key });
}

function records(overwrites: readonly Overwrite[]) {
  return overwrites.map(({ type, ...rest }) => ({ ...rest, type: type === 'role' ? 0 : 1 }));
}

/** A hub as the table has it, without defaults of its own. */
export function hubRow(id: number, guildId: string, channelId: string, position: number): object {
  const row = {
    id,
    guildId,
    channelId,
    name: 'Join me',
    overwrites: [],
    bitrate: 64_000,
    userLimit: 0,
    position,
    recreated: false,
    createdAt: new Date().toISOString(),
  };
  return inSnakeCase(row);
}

/** A source as the table has it. */
export function sourceRow(id: number, guildId: string, channelId: string, graceSeconds = 30): object {
  const now = new Date().toISOString();
  return inSnakeCase({
    id,
    guildId,
    channelId,
    pattern: '{name} #{n}',
    userLimit: 0,
    graceSeconds,
    fallbackCategoryIds: [],
    createdAt: now,
    updatedAt: now,
  });
}

/** Writes rows as JSON has them. */
export async function insert(url: string, table: string, rows: readonly object[]): Promise<void> {
  await query(url, `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1)`, [
    JSON.stringify(rows),
  ]);
}

export function inSnakeCase(columns: object): object {
  const renamed = Object.entries(columns).map(([name, value]: [string, unknown]) => [
    name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return Object.fromEntries(renamed) as object;
}
