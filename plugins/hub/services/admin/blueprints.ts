import {
  PermissionsBitField,
  type CategoryChannel,
  type Guild,
  type PermissionsString,
  type VoiceChannel,
} from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { Administrator } from '../../domain/bits.js';
import { grantable } from '../../domain/grantable.js';
import { sameOverwrites } from '../../domain/overwrite-diff.js';
import type { Hub, HubBlueprint } from '../../domain/room.js';
import { queueKey } from '../flow.js';
import type { Hubs } from '../store/hubs.js';
import { overwritesOf } from '../live-guild.js';
import { seenVoiceChannel } from '../boot/live-snapshot.js';
import type { GuildRules } from '../room-settings.js';

/** What Discord gives a voice channel of which nothing else is said, in bits per second. */
const USUAL_BITRATE = 64_000;

/** A blueprint, and what of the channel's overwrites it cannot hold. */
export interface Taken {
  readonly blueprint: HubBlueprint;
  /** The permissions that the bot lacks, and so cannot give to a channel that it makes. */
  readonly dropped: readonly PermissionsString[];
}

/** From what the replacements of a hub's channel are made: the channel as it is now, as far as the bot may make another. */
export function blueprintOf(channel: VoiceChannel): Taken {
  const { overwrites, dropped } = grantable(overwritesOf(channel), heldIn(channel.guild));
  return {
    blueprint: {
      name: channel.name,
      overwrites,
      bitrate: channel.bitrate,
      userLimit: channel.userLimit,
      region: channel.rtcRegion,
      position: channel.rawPosition,
    },
    dropped: new PermissionsBitField(dropped).toArray(),
  };
}

/** For a hub that is made, not found: behind all other channels, as private as its category. */
export function newBlueprint(guild: Guild, category: CategoryChannel | null, name: string): Taken {
  const { overwrites, dropped } = grantable(category ? overwritesOf(category) : [], heldIn(guild));
  const positions = guild.channels.cache.map((channel) => ('rawPosition' in channel ? channel.rawPosition : 0));
  return {
    blueprint: {
      name,
      overwrites,
      bitrate: USUAL_BITRATE,
      userLimit: 0,
      region: null,
      position: Math.max(-1, ...positions) + 1,
    },
    dropped: new PermissionsBitField(dropped).toArray(),
  };
}

/** What the bot holds in the guild at large. One whose own member is not cached counts as holding everything: Discord has the last word. */
export function heldIn(guild: Guild): bigint {
  return guild.members.me?.permissions.bitfield ?? Administrator;
}

/** Keeps the blueprints of hubs up with what people change by hand, so that it survives the next use of the hub. */
export class Blueprints {
  readonly #context: PluginContext;
  readonly #hubs: Hubs;
  readonly #rules: GuildRules;

  public constructor(context: PluginContext, parts: { readonly hubs: Hubs; readonly rules: GuildRules }) {
    this.#context = context;
    this.#hubs = parts.hubs;
    this.#rules = parts.rules;
  }

  /**
   * A hub's channel was edited, by hand or by us. While it is locked its overwrites are not taken over: they are not what the hub
   * has. After the lock has been lifted it is looked at again.
   */
  public async follow(guild: Guild, channelId: string): Promise<void> {
    await this.#context.queue.run(queueKey(guild.id), async () => {
      const hub = this.#hubs.byChannel(channelId);
      const channel = seenVoiceChannel(guild, channelId);
      if (!hub || !channel) return;
      const taken = blueprintOf(channel).blueprint;
      const overwrites = this.#isLocked(hub) ? hub.blueprint.overwrites : taken.overwrites;
      const blueprint = { ...taken, overwrites, bitrate: bitrateOf(hub, channel) };
      if (isSame(hub.blueprint, blueprint)) return;
      await this.#hubs.save({ ...hub, blueprint });
      this.#context.log.info({ guild: guild.id, channel: channelId, hub: hub.id }, 'A hub was edited by hand');
    });
  }

  /** What was changed of a guild's hubs while nobody looked. */
  public async followAll(guild: Guild): Promise<void> {
    for (const { channelId } of this.#hubs.ofGuild(guild.id)) {
      if (channelId !== null) await this.follow(guild, channelId);
    }
  }

  #isLocked(hub: Hub): boolean {
    const until = Math.max(hub.lockdownUntil ?? 0, this.#rules.lockdownUntil(hub.guildId) ?? 0);
    return hub.lockdownPrevious !== null || until > this.#context.clock.now();
  }
}

/** A guild that has lost boosts gets hubs with less than they had; that is no edit by hand, and ends with the next boosts. */
function bitrateOf({ blueprint }: Hub, { bitrate, guild }: VoiceChannel): number {
  return bitrate === Math.min(blueprint.bitrate, guild.maximumBitrate) ? blueprint.bitrate : bitrate;
}

function isSame(one: HubBlueprint, other: HubBlueprint): boolean {
  return (
    one.name === other.name &&
    one.bitrate === other.bitrate &&
    one.userLimit === other.userLimit &&
    one.region === other.region &&
    one.position === other.position &&
    sameOverwrites(one.overwrites, other.overwrites)
  );
}
