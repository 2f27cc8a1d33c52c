import type { GuildHandle, MessageRecord } from 'roomkeeper/sandbox';
import type { StoredRoom } from '../../plugins/hub/plugin.js';
import { panelWords, stickyButton } from '../../plugins/panel/messages.js';
import { disorder as hubDisorder, humansIn } from '../plugins/hub/order.js';
import { query } from '../support/database.js';
import { controlsOf, textOf } from './controls.js';
import type { Scene } from './operation.js';

interface BreakoutRow {
  readonly id: number;
  readonly channel_id: string | null;
  readonly owner_id: string;
  readonly state: string;
  readonly delete_at: Date | null;
}

/**
 * What must hold of any guild once all is settled, told where it does not: no channel that the bot made and nobody tracks, no row
 * without its channel, no lost member, no stranded hub, overwrites and panels as the stored state wants them, nothing there twice.
 */
export async function disorder(scene: Scene, guild: GuildHandle): Promise<string[]> {
  const breakouts = await rowsOf<BreakoutRow>(scene, guild, 'select * from autochannel_breakout where guild_id = $1');
  const around = {
    lockdownUntil: await guildLockdown(scene, guild),
    tracked: breakouts.map(({ channel_id: id }) => id),
  };
  return [
    ...(await hubDisorder(guild, scene.stored, scene.now(), around)),
    ...breakouts.flatMap((row) => breakoutFaults(guild, row)),
    ...(await sourceFaults(scene, guild)),
    ...(await panelFaults(scene, guild)),
    ...(await menuFaults(scene, guild)),
  ];
}

function rowsOf<Row>(scene: Scene, guild: GuildHandle, sql: string): Promise<Row[]> {
  return query(scene.databaseUrl, sql, [guild.id]) as Promise<unknown> as Promise<Row[]>;
}

async function guildLockdown(scene: Scene, guild: GuildHandle): Promise<number | null> {
  const sql = `select value from core_settings where guild_id = $1 and key = 'voice.guild_lockdown_until'`;
  const [row] = await rowsOf<{ value: unknown }>(scene, guild, sql);
  return typeof row?.value === 'number' ? row.value : null;
}

function breakoutFaults(guild: GuildHandle, row: BreakoutRow): string[] {
  const name = `breakout ${row.id}`;
  if (row.channel_id === null || row.state === 'pending') return [`${name} still waits for its channel`];
  if (!guild.record.channels.has(row.channel_id)) return [`${name} has no channel`];
  const isEmpty = humansIn(guild, row.channel_id).length === 0;
  if (isEmpty) return row.delete_at === null ? [`${name} is empty for ever (${row.state})`] : [];
  return row.delete_at === null ? [] : [`${name} is occupied, and to be deleted`];
}

async function sourceFaults(scene: Scene, guild: GuildHandle): Promise<string[]> {
  const sql = 'select channel_id from autochannel_source where guild_id = $1';
  return (await rowsOf<{ channel_id: string }>(scene, guild, sql)).flatMap(({ channel_id: id }) => [
    ...(guild.record.channels.has(id) ? [] : [`the source ${id} has no channel`]),
    ...humansIn(guild, id).map((userId) => `${userId} is stranded in a source`),
  ]);
}

async function panelFaults(scene: Scene, guild: GuildHandle): Promise<string[]> {
  const rooms = (await scene.stored.rooms()).filter(({ room }) => room.guildId === guild.id && room.state === 'open');
  const faults: string[] = [];
  for (const stored of rooms) {
    const { messages } = guild.record.channels.get(stored.room.textChannelId ?? '') ?? {};
    const own = [...(messages?.values() ?? [])].filter(
      ({ api, ephemeralFor }) => ephemeralFor === null && api.author.id === guild.bot.id,
    );
    const stickies = own.filter((message) => controlsOf(message).some(({ label }) => label === stickyButton.label));
    const panels = own.filter((message) => !stickies.includes(message));
    const name = `room ${stored.room.voiceChannelId}`;
    faults.push(...panelFaultsOf(name, stored, panels), ...(await stickyFaults(scene, stored, stickies)));
  }
  return faults;
}

function panelFaultsOf(name: string, stored: StoredRoom, panels: readonly MessageRecord[]): string[] {
  const [panel, ...others] = panels;
  if (!panel) return [`${name} has no panel`];
  if (others.length > 0) return [`${name} has ${panels.length} panels`];
  if (panel.api.id !== stored.controlPanelMessageId) return [`${name} does not know its panel`];
  // What is shown of an empty room nobody sees.
  if (stored.room.members.length === 0) return [];
  const { room } = stored;
  const { lock, hide } = panelWords.toggles;
  const labels = new Set(controlsOf(panel).map(({ label }) => label));
  const text = textOf(panel);
  return [
    ...(labels.has((room.locked ? lock.off : lock.on).label) ? [] : [`the panel of ${name} shows another lock`]),
    ...(labels.has((room.hidden ? hide.off : hide.on).label) ? [] : [`the panel of ${name} shows it hidden otherwise`]),
    ...(text.includes(`host <@${room.ownerId}>`) ? [] : [`the panel of ${name} shows another owner`]),
    ...(text.includes('away') === (room.graceExpiresAt !== null)
      ? []
      : [`the panel of ${name} is wrong about the grace`]),
    ...room.members.flatMap(({ userId }) =>
      text.includes(`• <@${userId}>`) ? [] : [`the panel of ${name} lacks ${userId}`],
    ),
  ];
}

async function stickyFaults(scene: Scene, { room }: StoredRoom, shown: readonly MessageRecord[]): Promise<string[]> {
  const name = `room ${room.voiceChannelId}`;
  const sql = 'select message_id from panel_stickies where voice_channel_id = $1';
  const [row] = await query(scene.databaseUrl, sql, [room.voiceChannelId]);
  if (shown.length > 1) return [`${name} has ${shown.length} stickies`];
  const [sticky] = shown;
  const stored = row?.['message_id'] ?? null;
  return (sticky?.api.id ?? null) === stored ? [] : [`${name} does not know its sticky`];
}

async function menuFaults(scene: Scene, guild: GuildHandle): Promise<string[]> {
  const sql = 'select id, channel_id, message_id from trigger_role_menus where guild_id = $1';
  const rows = await rowsOf<{ id: number; channel_id: string; message_id: string | null }>(scene, guild, sql);
  return rows.flatMap(({ id, channel_id: channelId, message_id: messageId }) => {
    const message = guild.record.channels.get(channelId)?.messages.get(messageId ?? '');
    return message ? [] : [`role menu ${id} has no message`];
  });
}
