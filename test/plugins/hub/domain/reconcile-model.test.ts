import { expect } from 'chai';
import { conversion, opened, roomPatch, textPost } from '../../../../plugins/hub/domain/conversion.js';
import { hubReplacement, withReplacement } from '../../../../plugins/hub/domain/hub-replacement.js';
import type { LiveChannel } from '../../../../plugins/hub/domain/fingerprints.js';
import { occupantsOf, type LiveGuild } from '../../../../plugins/hub/domain/live-guild.js';
import { lockedDown } from '../../../../plugins/hub/domain/lockdown.js';
import type { OverwriteChange } from '../../../../plugins/hub/domain/overwrite-diff.js';
import type { ReconcileAction } from '../../../../plugins/hub/domain/reconcile-actions.js';
import { reconcile } from '../../../../plugins/hub/domain/reconcile.js';
import type { Hub, Overwrite, Person, Room } from '../../../../plugins/hub/domain/room.js';
import { botId, guildId, hub, human, minute, now, robot, role, seeded, settings } from './room-fixtures.js';

/** A guild in memory: what is stored, and what Discord has. */
class World {
  public readonly hubs = new Map<string, Hub>();
  public readonly rooms = new Map<string, Room>();
  public readonly channels = new Map<string, LiveChannel>();
  public readonly voice = new Map<string, readonly Person[]>();
  public guildLockdownUntil: number | null = null;
  #nextId = 1000;

  public live(): LiveGuild {
    const { channels, voice, guildLockdownUntil } = this;
    return {
      available: true,
      channels,
      gone: new Set(),
      voice,
      unwelcome: new Map(),
      playing: new Map(),
      trackedElsewhere: new Set(),
      guildLockdownUntil,
    };
  }

  public actions(): readonly ReconcileAction[] {
    return reconcile({ hubs: [...this.hubs.values()], rooms: [...this.rooms.values()] }, this.live(), settings, now);
  }

  public create(type: LiveChannel['type'], name: string, overwrites: readonly Overwrite[], createdAt = now): string {
    const id = String((this.#nextId += 1));
    this.channels.set(id, { id, type, name, parentId: '50', createdAt, overwrites });
    return id;
  }

  public patch(id: string, changes: Partial<LiveChannel>): void {
    const found = this.channels.get(id);
    if (found === undefined) throw new Error(`Unknown channel ${id}.`);
    this.channels.set(id, { ...found, ...changes });
  }

  public perform(action: ReconcileAction): void {
    switch (action.kind) {
      case 'save-room':
        this.rooms.set(action.room.voiceChannelId, action.room);
        break;
      case 'finish-room':
        this.#finish(action.room, action.patch, action.text.kind === 'adopt' ? action.text.channelId : null);
        break;
      case 'give-back':
        this.rooms.delete(action.room.voiceChannelId);
        this.hubs.set(action.hub.id, action.hub);
        break;
      case 'delete-room':
        for (const id of action.channelIds) this.channels.delete(id);
        this.rooms.delete(action.room.voiceChannelId);
        break;
      case 'voice-overwrites':
        this.patch(action.room.voiceChannelId, { overwrites: action.overwrites });
        break;
      case 'text-overwrites':
        this.#changeText(action.room.textChannelId ?? '', action.change);
        break;
      case 'adopt-hub':
        this.hubs.set(action.hub.id, withReplacement(action.hub, action.channelId));
        break;
      case 'create-hub': {
        const made = hubReplacement(action.hub, '50', this.guildLockdownUntil, 96_000, botId, now);
        this.hubs.set(
          action.hub.id,
          withReplacement(made.hub, this.create('voice', made.post.name, made.post.overwrites)),
        );
        break;
      }
      case 'hub-lockdown': {
        const stored = this.hubs.get(action.hub.id) ?? action.hub;
        const { lockdownUntil, change } = action;
        const lockdownPrevious = change === null ? stored.lockdownPrevious : change.previous;
        this.hubs.set(stored.id, { ...stored, lockdownUntil, lockdownPrevious });
        if (change !== null) this.patch(stored.channelId ?? '', { overwrites: change.overwrites });
        break;
      }
      case 'clear-guild-lockdown':
        this.guildLockdownUntil = null;
        break;
      case 'delete-stray':
        this.channels.delete(action.channelId);
        break;
      case 'rename':
        this.patch(action.room.voiceChannelId, { name: action.name });
        break;
      case 'rename-text':
        this.patch(action.room.textChannelId ?? '', { name: action.name });
        break;
      case 'arm':
      case 'arm-lockdown':
      case 'serve-hub':
      case 'disconnect':
      case 'recreate-hub':
      case 'unregister-hub':
        break;
    }
  }

  #finish(room: Room, patch: boolean, adoptedId: string | null): void {
    const occupants = occupantsOf(this.live(), room.voiceChannelId);
    const name = room.pendingName ?? this.channels.get(room.voiceChannelId)?.name ?? '';
    const { overwrites } = roomPatch(room, name, occupants, settings);
    this.patch(room.voiceChannelId, patch ? { name, overwrites } : { overwrites });
    const post = textPost(room, name, '50', occupants, settings);
    const textId = adoptedId ?? (room.pendingText === null ? null : this.create('text', post.name, post.overwrites));
    if (textId !== null) this.patch(textId, { overwrites: post.overwrites });
    this.rooms.set(room.voiceChannelId, opened(room, textId));
  }

  #changeText(id: string, change: OverwriteChange): void {
    const current = this.channels.get(id)?.overwrites ?? [];
    if (change.kind === 'patch') this.patch(id, { overwrites: change.overwrites });
    if (change.kind === 'delete')
      this.patch(id, { overwrites: current.filter((overwrite) => overwrite.id !== change.id) });
    if (change.kind === 'put') {
      this.patch(id, {
        overwrites: [...current.filter(({ id: target }) => target !== change.overwrite.id), change.overwrite],
      });
    }
  }
}

/** A conversion of which a random part was done and stored before the crash, and people who came and went since. */
function crashed(seed: number): World {
  const random = seeded(seed);
  const chance = (share: number): boolean => random() < share;
  const world = new World();
  const blueprint = { ...hub().blueprint, overwrites: [role('vip', 1n << 20n)] };
  const channelId = world.create('voice', blueprint.name, blueprint.overwrites, now - 10 * minute);
  if (chance(0.3)) world.guildLockdownUntil = now + (chance(0.5) ? minute : -minute);
  const made = conversion(
    {
      hub: hub({ channelId, blueprint, lockdownUntil: chance(0.3) ? now - 1 : null }),
      channelId,
      parentId: '50',
      joinerId: 'ann',
      occupants: [human('ann'), ...(chance(0.3) ? [human('ben')] : [])],
      firstName: { name: 'Overwatch', naming: { autoName: false, template: 'auto', fallbackName: 'Overwatch' } },
      guildLockdownUntil: world.guildLockdownUntil,
      maxBitrate: 96_000,
      settings: { ...settings, text: chance(0.8) ? 'channel' : 'none' },
    },
    now - 1000,
  );
  world.hubs.set(made.hub.id, made.hub);
  world.rooms.set(channelId, made.room);
  if (chance(0.5)) world.patch(channelId, { name: made.roomPatch.name, overwrites: made.roomPatch.overwrites });
  if (chance(0.5)) {
    const replacementId = world.create('voice', made.hubPost.name, made.hubPost.overwrites);
    if (chance(0.5)) world.hubs.set(made.hub.id, withReplacement(made.hub, replacementId));
    if (chance(0.2)) world.create('voice', made.hubPost.name, made.hubPost.overwrites);
  }
  if (made.textPost !== null && chance(0.5)) world.create('text', made.textPost.name, made.textPost.overwrites);
  const people = [human('ann'), human('ben'), human('cem'), robot('music')];
  world.voice.set(
    channelId,
    people.filter(() => chance(0.4)),
  );
  return world;
}

const lasting: ReadonlySet<ReconcileAction['kind']> = new Set(['arm', 'arm-lockdown', 'serve-hub', 'disconnect']);

function open(world: World): readonly ReconcileAction[] {
  return world.actions().filter((action) => !lasting.has(action.kind));
}

describe('hub reconciliation, carried out', () => {
  it('HB-63 converges in one pass from every state that a crash can leave: one hub, no stray channel, nobody lost', () => {
    for (let seed = 1; seed <= 3000; seed += 1) {
      const world = crashed(seed);
      const told = `seed ${seed}`;
      for (const action of open(world)) world.perform(action);
      expect(open(world), told).to.deep.equal([]);

      const [onlyHub] = world.hubs.values();
      expect(world.channels.get(onlyHub?.channelId ?? '')?.name, told).to.equal('Join me');
      const tracked = [
        onlyHub?.channelId,
        ...[...world.rooms.values()].flatMap((room) => [room.voiceChannelId, room.textChannelId]),
      ];
      const ids = tracked.filter((id): id is string => typeof id === 'string');
      const strays = [...world.channels.values()].filter(({ id, name }) => !ids.includes(id) && name !== 'Join me');
      expect(strays, told).to.deep.equal([]);
      expect(
        ids.every((id) => world.channels.has(id)),
        told,
      ).to.equal(true);
      expect(new Set(ids).size, told).to.equal(ids.length);

      for (const [channelId, people] of world.voice) {
        const humans = people.filter((person) => !person.bot).map((person) => person.id);
        const members = world.rooms.get(channelId)?.members.map((member) => member.userId) ?? [];
        expect([...members].toSorted(), told).to.deep.equal(humans);
      }
    }
  });

  it('HB-53 leaves the hub locked exactly as long as a lock holds', () => {
    for (let seed = 1; seed <= 1000; seed += 1) {
      const world = crashed(seed);
      for (const action of open(world)) world.perform(action);
      const [onlyHub] = world.hubs.values();
      const overwrites = world.channels.get(onlyHub?.channelId ?? '')?.overwrites ?? [];
      const isLocked = (world.guildLockdownUntil ?? 0) > now;
      const denied = lockedDown(overwrites, null, guildId, botId).overwrites;
      expect(JSON.stringify(denied, bigText) === JSON.stringify(overwrites, bigText), `seed ${seed}`).to.equal(
        isLocked,
      );
    }
  });
});

function bigText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}
