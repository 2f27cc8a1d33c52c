import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { core, use } from 'roomkeeper';
import type { ChannelRecord, Person } from 'roomkeeper/sandbox';
import { voiceSettings } from '../../../plugins/hub/plugin.js';
import type { Act, ActKind } from './acts.js';
import { human, pick } from './choosing.js';
import { clickPanel } from './panel-clicks.js';
import type { RaceGuild } from './race-guild.js';

const GAMES = ['Chess', 'Go', 'Hex'];
const MINUTE = 60_000;
/** What is allowed or denied by hand. */
export const EDITED = Bits.Connect | Bits.Speak;
/** All that the bot is invited with, without what it makes rooms with. */
const FEW = Bits.ViewChannel | Bits.SendMessages | Bits.ReadMessageHistory;

type Deed = (guild: RaceGuild, act: Act) => void;

/** Does an act, or nothing when there is nothing that it could be about. */
export function perform(guild: RaceGuild, act: Act): void {
  deeds[act.kind](guild, act);
}

const deeds: Readonly<Record<ActKind, Deed>> = {
  join: (guild, { who, where }) => joins(guild, human(guild, who), pick(guild.voiceChannels, where)),
  // Mostly the same one: what is worth looking at happens where several people are.
  enterRoom: (guild, { who, where }) => joins(guild, human(guild, who), pick(guild.rooms, where % 4 === 0 ? where : 0)),
  enterHub: (guild, { who, where }) => joins(guild, human(guild, who), pick(guild.hubs, where) ?? guild.firstHubs[0]),
  enterSource: (guild, { who }) => joins(guild, human(guild, who), guild.source),
  leave(guild, { who }) {
    const person = human(guild, who);
    guild.attempt(`${person.name} leaves`, () => person.leave());
  },
  botMoves(guild, { where, what }) {
    if (what % 3 === 0) guild.attempt('Music leaves', () => guild.robot.leave());
    else joins(guild, guild.robot, pick(guild.voiceChannels, where));
  },
  moved(guild, { who, where, what }) {
    const person = human(guild, who);
    const to = what % 4 === 0 ? null : (pick(guild.voiceChannels, where) ?? null);
    guild.attempt(`the owner moves ${person.name} to ${named(to)}`, () => guild.handle.owner.move(person, to));
  },
  click(guild, act) {
    const room = pick(guild.rooms, act.where);
    const panel = room && guild.panelOf(room);
    if (room && panel) clickPanel(guild, { ...act, message: panel, roomId: room.id });
  },
  staleClick(guild, act) {
    const seen = pick(guild.panels, act.where);
    if (seen && guild.botIsUp) clickPanel(guild, { ...act, ...seen });
  },
  plays(guild, { who, what }) {
    const person = human(guild, who);
    const game = GAMES[what % (GAMES.length + 1)];
    if (game === undefined) guild.attempt(`${person.name} plays nothing`, () => person.stopsPlaying());
    else guild.attempt(`${person.name} plays ${game}`, () => person.plays(game));
  },
  voice(guild, { who }) {
    const person = human(guild, who);
    if (guild.botIsUp) guild.attempt(`${person.name} uses /voice`, () => person.slash('voice'));
  },
  say(guild, { who, where }) {
    const person = human(guild, who);
    const text = pick(textsOf(guild), where);
    if (text) guild.attempt(`${person.name} says something in ${named(text)}`, () => person.say(text, 'hello'));
  },
  editOverwrite(guild, { who, where, what }) {
    const room = pick(guild.rooms, where);
    const bits = [{ allow: Bits.Connect }, { deny: Bits.Connect }, { deny: Bits.Speak }, {}][what % 4] ?? {};
    const target = who % 3 === 0 ? guild.mods : human(guild, who);
    guild.editedByHand.add(target.id);
    const act = `the owner sets ${target.name} ${Object.keys(bits).join() || 'nothing'} in ${named(room)}`;
    if (room) guild.attempt(act, () => guild.handle.owner.setOverwrite(room, target, bits));
  },
  renameByHand(guild, { where, what }) {
    const room = pick(guild.rooms, where);
    const name = `By hand ${what}`;
    const rename = (): void => room && guild.handle.owner.editChannel(room, { name });
    if (room) guild.attempt(`the owner calls ${named(room)} "${name}"`, rename);
  },
  deleteChannel(guild, { where }) {
    const all = [...guild.voiceChannels.filter(({ id }) => id !== guild.lounge.id), ...textsOf(guild)];
    const channel = pick(all, where);
    if (channel) guild.attempt(`the owner deletes ${named(channel)}`, () => guild.handle.owner.deleteChannel(channel));
  },
  deletePanel(guild, { where }) {
    const room = pick(guild.rooms, where);
    const panel = room && guild.panelOf(room);
    if (panel)
      guild.attempt(`the owner deletes the panel of ${named(room)}`, () => guild.handle.owner.deleteMessage(panel));
  },
  roles(guild, { who, what }) {
    const { owner } = guild.handle;
    const person = human(guild, who);
    if (what % 2 === 0) guild.attempt(`${person.name} becomes a mod`, () => owner.giveRole(person, guild.mods));
    else guild.attempt(`${person.name} is no mod any more`, () => owner.takeRole(person, guild.mods));
  },
  leaveGuild(guild, { who }) {
    const person = human(guild, who);
    guild.attempt(`${person.name} is thrown out of the guild and comes again`, () => {
      guild.handle.owner.kick(person);
      guild.handle.addMember(person);
    });
  },
  lockHub(guild, { where, what }) {
    const discord = guild.botIsUp ? guild.discord : undefined;
    const stored = guild.botIsUp ? pick(guild.hub.hubs.ofGuild(guild.handle.id), where) : undefined;
    const until = until_(guild, what);
    if (!discord?.available || !stored) return;
    guild.attempt(`hub ${stored.id} is locked for ${minutes(what)}`, () =>
      unlessGone(guild.hub.lockdowns.lockHub(discord, stored.id, until, guild.handle.owner.id)),
    );
  },
  lockGuild(guild, { what }) {
    const discord = guild.botIsUp ? guild.discord : undefined;
    if (!discord?.available) return;
    const until = until_(guild, what);
    guild.attempt(`the guild is locked for ${minutes(what)}`, () =>
      guild.hub.lockdowns.lockGuild(discord, until, guild.handle.owner.id),
    );
  },
  settings(guild, { what }) {
    if (!guild.botIsUp) return;
    const values = [{ cleanup_delay: 0 }, { owner_grace: 0 }, { owner_grace: 10_000 }][what % 3] ?? {};
    guild.attempt(`the settings become ${JSON.stringify(values)}`, () =>
      use(core).settings.set(guild.handle.id, voiceSettings, values, null),
    );
  },
  disableSource(guild, { what }) {
    if (!guild.botIsUp || guild.isDown || !guild.handle.record.channels.has(guild.source.id)) return;
    const input = { voice_channel: guild.source };
    const line = what % 2 === 0 ? 'autochannel disable' : 'autochannel enable';
    guild.attempt(`the owner uses /${line}`, () => guild.handle.owner.slash(line, input));
  },
  botPermissions(guild, { what }) {
    guild.wasCrippled = true;
    const few = what % 2 === 0;
    guild.attempt(`the bot's permissions are ${few ? 'taken' : 'given back'}`, () =>
      guild.handle.setBotPermissions(few ? FEW : allOf(guild)),
    );
  },
  outage(guild) {
    guild.isDown = true;
    guild.upset();
    guild.attempt('an outage begins', () => guild.handle.outage(true));
  },
};

const invited = new WeakMap<RaceGuild, bigint>();

/** Remembers with what the bot was invited. */
export function rememberPermissions(guild: RaceGuild): void {
  invited.set(guild, guild.handle.botRole.permissions);
}

/** The end of what would make it impossible to look: the outage is over, and the bot may do again what it may. */
export function repair(guild: RaceGuild): void {
  if (guild.isDown) guild.attempt('the outage is over', () => guild.handle.outage(false));
  guild.isDown = false;
  const all = allOf(guild);
  if (guild.handle.botRole.permissions === all) return;
  guild.attempt("the bot's permissions are given back", () => guild.handle.setBotPermissions(all));
}

function allOf(guild: RaceGuild): bigint {
  return invited.get(guild) ?? guild.handle.botRole.permissions;
}

function joins(guild: RaceGuild, person: Person, channel: ChannelRecord | undefined): void {
  if (channel && guild.handle.record.channels.has(channel.id)) {
    guild.attempt(`${person.name} joins ${named(channel)}`, () => person.join(channel));
  }
}

function textsOf(guild: RaceGuild): ChannelRecord[] {
  if (!guild.botIsUp) return [];
  const rooms = guild.hub.rooms.ofGuild(guild.handle.id);
  return rooms.flatMap(({ room }) => guild.handle.record.channels.get(room.textChannelId ?? '') ?? []);
}

function named(channel: ChannelRecord | null | undefined): string {
  return channel ? `"${channel.name}" (${channel.id})` : 'nowhere';
}

const minutes = (what: number): string => (what % 3 === 0 ? 'no time' : `${(what % 3) * 2 - 1} min`);

function until_({ stage }: RaceGuild, what: number): number | null {
  return what % 3 === 0 ? null : stage.clock.now() + ((what % 3) * 2 - 1) * MINUTE;
}

/** A hub may be gone by the time at which it is to be locked. */
async function unlessGone(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Error) || !('identifier' in error)) throw error;
  }
}
