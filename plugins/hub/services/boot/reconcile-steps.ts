import type { Guild } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import type { ReconcileAction } from '../../domain/reconcile-actions.js';
import type { Hub, Room } from '../../domain/room.js';
import { voiceSettings } from '../../settings.js';
import { bootLog, hubDeleted } from '../../boot-messages.js';
import type { Errand } from './reconcile-errands.js';
import type { Flow } from '../flow.js';
import type { Hubs } from '../store/hubs.js';
import type { Deletion } from '../parts.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';

export interface StepParts {
  readonly hubs: Hubs;
  readonly rooms: Rooms;
  readonly flow: Flow;
  readonly deletion: Deletion;
}

type Of<Kind extends ReconcileAction['kind']> = Extract<ReconcileAction, { kind: Kind }>;

/**
 * What boot stores, within the guild's queue: each action's rows, and what is left to do at Discord afterwards. Storing comes
 * first, so a crash in between finds the same, or less, to do again.
 */
export class ReconcileSteps {
  readonly #context: PluginContext;
  readonly #parts: StepParts;

  public constructor(context: PluginContext, parts: StepParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** @returns what is to be done outside of the queue; null for nothing. */
  public async store(guild: Guild, action: ReconcileAction): Promise<Errand | null> {
    const { hubs, flow } = this.#parts;
    switch (action.kind) {
      case 'save-room':
        await flow.carryOut(this.#withRoom(action.room), action.effects);
        return null;
      case 'arm':
        await flow.arm(action, action.deadline, action.at);
        return null;
      case 'finish-room':
        return {
          kind: 'finish-room',
          voiceChannelId: action.room.voiceChannelId,
          patch: action.patch,
          text: action.text,
        };
      case 'give-back':
        await this.#giveBack(action);
        return null;
      case 'delete-room':
        await this.#delete(action);
        return null;
      case 'voice-overwrites':
      case 'text-overwrites':
        // An empty room goes within seconds, unless somebody enters: then its overwrites are brought in order.
        if (action.room.members.length === 0) return null;
        return { kind: 'overwrites', voiceChannelId: action.room.voiceChannelId };
      case 'disconnect':
        return { kind: 'disconnect', voiceChannelId: action.room.voiceChannelId, userIds: action.userIds };
      case 'rename':
      case 'rename-text':
        return { kind: 'names', voiceChannelId: action.room.voiceChannelId };
      case 'adopt-hub':
        await hubs.save(action.hub);
        return null;
      case 'create-hub':
        await hubs.save(action.hub);
        return { kind: 'create-hub', hubId: action.hub.id };
      case 'recreate-hub':
        return this.#recreate(guild, action.hub);
      case 'unregister-hub':
        await this.#unregister(guild, action.hub);
        return null;
      case 'serve-hub':
        return { kind: 'serve-hub', hubId: action.hub.id };
      case 'hub-lockdown':
      case 'arm-lockdown':
        return { kind: 'lockdown', hubIds: [action.hub.id] };
      case 'clear-guild-lockdown':
        return { kind: 'lockdown', hubIds: [] };
      case 'delete-stray':
        return { kind: 'delete-stray', channelId: action.channelId };
    }
  }

  /** What else is stored of a room stays as it is. */
  #withRoom(room: Room): StoredRoom {
    const stored = this.#parts.rooms.get(room.voiceChannelId);
    if (!stored) throw new Error(`The room ${room.voiceChannelId} has gone while its guild was brought in order`);
    return { ...stored, room };
  }

  /** Both in one transaction: between them, the channel would be nobody's, or a hub and a room at once. */
  async #giveBack({ room, hub }: Of<'give-back'>): Promise<void> {
    const { hubs, rooms } = this.#parts;
    await rooms.remove(room, (em) => hubs.write(em, hub));
    hubs.keep(hub);
    this.#context.log.info({ guild: room.guildId, channel: room.voiceChannelId }, 'A conversion was undone');
  }

  /** Nobody brings back a room that lacks a channel: only one that was found empty may be entered in time. */
  async #delete({ room, channelIds }: Of<'delete-room'>): Promise<void> {
    const { flow, deletion } = this.#parts;
    const stored = this.#withRoom(room);
    const [voiceChannelId, textChannelId] = [room.voiceChannelId, room.textChannelId];
    for (const id of [voiceChannelId, textChannelId]) {
      if (id !== null && !channelIds.includes(id)) deletion.channelGone(id);
    }
    if (stored.room.state === 'open' && room.state === 'open') await this.#logByHand(room);
    const found = channelIds.find((id) => id !== voiceChannelId) ?? null;
    const going: Room = {
      ...room,
      ...(room.state === 'deleting' ? {} : ({ state: 'deleting', deleteAt: null } as const)),
      textChannelId: textChannelId ?? found,
      actingOwnerId: null,
      graceExpiresAt: null,
      actingExpiresAt: null,
    };
    await flow.carryOut({ ...stored, room: going }, [{ kind: 'delete-channels' }]);
  }

  async #logByHand({ guildId, voiceChannelId, ownerId }: Room): Promise<void> {
    const text = bootLog.roomDeletedByHand(voiceChannelId, ownerId);
    await this.#context.guildLog.write({ guildId, actorId: null, action: 'hub.room-deleted-by-hand', text });
  }

  /** The row says what is going to be made and where, so that a crash after its creation finds it. */
  async #recreate(guild: Guild, hub: Hub): Promise<Errand> {
    const { name } = hub.blueprint;
    const parentId = hub.pending ? hub.pending.parentId : this.#parentOf(guild, hub);
    await this.#parts.hubs.save({ ...hub, pending: { name, parentId, since: this.#context.clock.now() } });
    this.#context.log.info({ guild: guild.id, hub: hub.id }, 'A hub whose channel was deleted is made anew');
    await this.#tell(hub, 'hub.recreated', hubDeleted.recreated(name));
    return { kind: 'create-hub', hubId: hub.id };
  }

  async #unregister(guild: Guild, hub: Hub): Promise<void> {
    await this.#parts.hubs.remove(hub);
    this.#context.log.info({ guild: guild.id, hub: hub.id }, 'A hub whose channel was deleted is a hub no longer');
    await this.#tell(hub, 'hub.unregistered', hubDeleted.unregistered(hub.blueprint.name));
  }

  async #tell({ id, guildId }: Hub, action: string, text: string): Promise<void> {
    await this.#context.guildLog.write({ guildId, actorId: null, action, text });
    void this.#context.notices.send(guildId, `${action}:${id}`, text);
  }

  /** Where a hub stood whose channel is gone: with its rooms, else where new hubs are made. */
  #parentOf(guild: Guild, hub: Hub): string | null {
    const rooms = this.#parts.rooms.ofGuild(guild.id).filter(({ room }) => room.hubId === hub.id);
    const channel = rooms.map(({ room }) => guild.channels.cache.get(room.voiceChannelId)).find(Boolean);
    return channel ? channel.parentId : this.#context.settings.of(guild.id, voiceSettings).category;
  }
}
