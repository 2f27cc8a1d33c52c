import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { reconcile } from '../../domain/reconcile.js';
import type { ReconcileAction } from '../../domain/reconcile-actions.js';
import { deletedHub } from '../../domain/reconcile-hub.js';
import { queueKey } from '../flow.js';
import { goneChannels, snapshot } from './live-snapshot.js';
import { ReconcileErrands, type Errand, type ErrandParts } from './reconcile-errands.js';
import { ReconcileSteps, type StepParts } from './reconcile-steps.js';
import type { Doubts } from '../store/doubts.js';
import type { GuildRules } from '../room-settings.js';
import { trackedRows, untilFinished } from '../making/under-way.js';

/** How long one guild may take, in milliseconds: Discord may make creations wait. */
const LONGEST = 600_000;

export interface ReconcilerParts extends StepParts, ErrandParts {
  readonly rules: GuildRules;
  readonly doubts: Doubts;
}

/** Brings stored rows and Discord together: at boot, after a reconnect without resume, and when a guild comes back. */
export class Reconciler {
  readonly #context: PluginContext;
  readonly #parts: ReconcilerParts;
  readonly #steps: ReconcileSteps;
  readonly #errands: ReconcileErrands;
  #loading: Promise<void> | undefined;
  #isLoaded = false;

  public constructor(context: PluginContext, parts: ReconcilerParts) {
    this.#context = context;
    this.#parts = parts;
    this.#steps = new ReconcileSteps(context, parts);
    this.#errands = new ReconcileErrands(context, parts);
  }

  /** Brings every available guild in order. The first time, reads what is stored and claims its channels. */
  public async all(): Promise<void> {
    await (this.#loading ??= this.#load());
    const { doubts, hubs, rooms } = this.#parts;
    const tracked = [...hubs.all(), ...rooms.all().map(({ room }) => room)].map(({ guildId }) => guildId);
    const guilds = [...new Set([...doubts.guildIds, ...tracked])].flatMap(
      (id) => this.#context.client.guilds.cache.get(id) ?? [],
    );
    await Promise.all(guilds.map((guild) => this.guild(guild)));
  }

  /** Brings one guild in order. Costs no request when everything agrees. Never rejects: no guild stands in another's way. */
  public async guild(guild: Guild): Promise<void> {
    // Guilds come in one by one at boot. Before the rows are read, nothing would seem to be tracked.
    if (!this.#isLoaded || !guild.available) return;
    try {
      // One after the other: what the first one does at Discord must not be done again by a second one.
      await this.#context.queue.run(`hub.reconcile:${guild.id}`, () => this.#bringInOrder(guild), LONGEST);
    } catch (error) {
      this.#context.log.error({ guild: guild.id, error }, 'A guild could not be brought in order');
    }
  }

  /** Somebody deleted the channel of a hub: it is made anew once, or is a hub no longer. */
  public async hubDeleted(guild: Guild, channelId: string, parentId: string | null): Promise<void> {
    const errands = await this.#context.queue.run(queueKey(guild.id), async () => {
      const hub = this.#parts.hubs.byChannel(channelId);
      if (!hub) return [];
      const now = this.#context.clock.now();
      const stood = { ...hub, pending: { name: hub.blueprint.name, parentId, since: now } };
      const { rules } = this.#parts;
      const live = { guildLockdownUntil: rules.lockdownUntil(guild.id) };
      return this.#storeAll(guild, deletedHub(stood, live, rules.of(guild.id), now));
    });
    await this.#errands.run(guild, errands);
  }

  async #load(): Promise<void> {
    const { hubs, rooms } = this.#parts;
    const taken = [...(await hubs.load()), ...(await rooms.load())];
    for (const { message, holder } of taken) {
      this.#context.log.error({ guild: holder.guildId, reason: message }, 'A hub or a room is left alone');
    }
    this.#isLoaded = true;
  }

  async #bringInOrder(guild: Guild): Promise<void> {
    await this.#context.queue.run(queueKey(guild.id), () => this.#parts.doubts.settle(guild.id, this.#parts));
    const finished = await untilFinished(this.#context, this.#parts, guild.id);
    const gone = await goneChannels(this.#context, guild, trackedRows(this.#parts, guild.id, finished));
    const errands = await this.#context.queue.run(queueKey(guild.id), () => {
      const { rules } = this.#parts;
      const tracked = trackedRows(this.#parts, guild.id, finished);
      const live = snapshot(this.#context, guild, tracked, gone, rules.lockdownUntil(guild.id), this.#parts.doorkeeper);
      return this.#storeAll(guild, reconcile(tracked, live, rules.of(guild.id), this.#context.clock.now()));
    });
    await this.#armNames(guild.id);
    await this.#errands.run(guild, [...errands, ...this.#nameErrands(guild.id)]);
    await this.#parts.strays.sweep(guild);
  }

  async #armNames(guildId: string): Promise<void> {
    for (const { room, names } of this.#parts.rooms.ofGuild(guildId)) {
      if (room.state === 'open' && names.at !== null) await this.#parts.flow.arm(room, 'names', names.at);
    }
  }

  async #storeAll(guild: Guild, actions: readonly ReconcileAction[]): Promise<Errand[]> {
    const errands: Errand[] = [];
    for (const action of actions) {
      const errand = await this.#steps.store(guild, action);
      if (errand) errands.push(errand);
    }
    return together(errands);
  }

  /** Rooms that games drive, or that wait for a name, look at their names again. */
  #nameErrands(guildId: string): Errand[] {
    const open = this.#parts.rooms
      .ofGuild(guildId)
      .filter(({ room }) => room.state === 'open' && room.members.length > 0);
    const named = open.filter(({ room, names }) => room.naming.autoName || names.wish !== null);
    return named.map(({ room }) => ({ kind: 'names', voiceChannelId: room.voiceChannelId }));
  }
}

/** All locks of the guild are one errand: they are one decision. */
function together(errands: readonly Errand[]): Errand[] {
  const hubIds = errands.flatMap((errand) => (errand.kind === 'lockdown' ? errand.hubIds : []));
  const others = errands.filter(({ kind }) => kind !== 'lockdown');
  return others.length === errands.length ? others : [...others, { kind: 'lockdown', hubIds: [...new Set(hubIds)] }];
}
