import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { PendingText } from '../../domain/reconcile-actions.js';
import type { Doorkeeper } from '../acting/doorkeeper.js';
import type { Flow } from '../flow.js';
import type { Hubs } from '../store/hubs.js';
import type { Conversion, Lockdowns, Names, Sync } from '../parts.js';
import type { Rooms } from '../store/rooms.js';
import type { Strays } from '../making/strays.js';

/** What boot has to do at Discord, once everything is stored. */
export type Errand =
  | {
      readonly kind: 'finish-room';
      readonly voiceChannelId: string;
      readonly patch: boolean;
      readonly text: PendingText;
    }
  | { readonly kind: 'overwrites' | 'names'; readonly voiceChannelId: string }
  | { readonly kind: 'disconnect'; readonly voiceChannelId: string; readonly userIds: readonly string[] }
  | { readonly kind: 'create-hub' | 'serve-hub'; readonly hubId: string }
  | { readonly kind: 'lockdown'; readonly hubIds: readonly string[] }
  | { readonly kind: 'delete-stray'; readonly channelId: string };

export interface ErrandParts {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
  readonly conversion: Conversion;
  readonly sync: Sync;
  readonly names: Names;
  readonly lockdowns: Lockdowns;
  readonly doorkeeper: Doorkeeper;
  readonly flow: Flow;
  readonly strays: Strays;
}

/** Does what boot has to do at Discord. What fails is logged, and keeps nothing else from being done. */
export class ReconcileErrands {
  readonly #context: PluginContext;
  readonly #parts: ErrandParts;

  public constructor(context: PluginContext, parts: ErrandParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /**
   * Rooms and hubs need nothing of each other. Locks wait for hubs to be made, and who sits in a hub is served last, when
   * it is what it should be.
   */
  public async run(guild: Guild, errands: readonly Errand[]): Promise<void> {
    const locks = errands.filter(({ kind }) => kind === 'lockdown');
    const serves = errands.filter(({ kind }) => kind === 'serve-hub');
    const others = errands.filter((errand) => ![...locks, ...serves].includes(errand));
    for (const stage of [others, locks, serves]) {
      await Promise.all(stage.map((errand) => this.#try(guild, errand)));
    }
  }

  async #try(guild: Guild, errand: Errand): Promise<void> {
    try {
      await this.#do(guild, errand);
    } catch (error) {
      this.#context.log.error({ guild: guild.id, errand, error }, 'A part of the guild could not be brought in order');
    }
  }

  async #do(guild: Guild, errand: Errand): Promise<void> {
    const { conversion, sync, names, rooms, hubs, lockdowns } = this.#parts;
    switch (errand.kind) {
      case 'finish-room': {
        const stored = rooms.get(errand.voiceChannelId);
        const textChannelId = errand.text.kind === 'adopt' ? errand.text.channelId : null;
        if (stored) await conversion.finish(stored, { patch: errand.patch, textChannelId });
        return;
      }
      case 'overwrites':
        return sync.bothNow(errand.voiceChannelId);
      case 'names': {
        const stored = rooms.get(errand.voiceChannelId);
        if (stored?.room.state === 'open') names.refresh(stored);
        return;
      }
      case 'disconnect':
        for (const userId of errand.userIds) await this.#turnAway(guild, errand.voiceChannelId, userId);
        return;
      case 'create-hub': {
        const hub = hubs.get(errand.hubId);
        if (hub?.channelId === null) await conversion.createHubChannel(guild, hub);
        return;
      }
      case 'serve-hub': {
        const hub = hubs.get(errand.hubId);
        if (hub?.channelId) await conversion.serveHub(guild, hub);
        return;
      }
      case 'delete-stray':
        return this.#deleteStray(guild, errand.channelId);
      case 'lockdown':
        await lockdowns.settle(
          guild,
          errand.hubIds.flatMap((id) => hubs.get(id) ?? []),
        );
        return;
    }
  }

  /** As when they come while the bot runs: whom Discord does not let be put out is a member of the room. */
  async #turnAway(guild: Guild, channelId: string, userId: string): Promise<void> {
    const { doorkeeper, flow } = this.#parts;
    if (await doorkeeper.turnAway({ guild, channelId, userId })) return;
    const person = this.#context.voice.occupantsOf(guild.id, channelId).find(({ id }) => id === userId);
    if (person) await flow.apply(guild.id, channelId, { kind: 'joined', user: person });
  }

  async #deleteStray(guild: Guild, channelId: string): Promise<void> {
    const isUsed =
      this.#context.voice.humansIn(guild.id, channelId).length > 0 || this.#context.channels.get(channelId);
    if (isUsed) return;
    this.#context.log.warn(
      { guild: guild.id, channel: channelId },
      'Discord made a channel twice; the second one goes',
    );
    await this.#parts.strays.remove(guild, channelId);
  }
}
