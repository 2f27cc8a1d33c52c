import { ChannelType, type CategoryChannel, type Guild, type GuildBasedChannel } from 'discord.js';
import { ChannelRoleTakenError, type PluginContext } from 'roomkeeper';
import { hubReplacement, withReplacement, type HubPost } from '../../domain/hub-replacement.js';
import { checkName } from '../../domain/name-filter.js';
import type { Hub, HubBlueprint, HubDefaults } from '../../domain/room.js';
import { voiceSettings } from '../../settings.js';
import { auditReason, logLine, refusal } from '../../sudo-messages.js';
import { blueprintOf, newBlueprint } from './blueprints.js';
import type { Creation } from '../making/creation.js';
import { queueKey } from '../flow.js';
import { refused, requireHub, requireHubChannel, requirePermissions, requireSpace, takenBy } from './hub-checks.js';
import type { HubLock } from './hub-lock.js';
import type { Hubs } from '../store/hubs.js';
import type { Conversion, Lockdowns, Registered, Registration } from '../parts.js';
import type { GuildRules } from '../room-settings.js';

const NO_DEFAULTS: HubDefaults = { template: null, manualName: null, userLimit: null };

export interface RegistrationParts {
  readonly hubs: Hubs;
  readonly rules: GuildRules;
  readonly lock: HubLock;
  readonly lockdowns: Lockdowns;
  readonly creation: Creation;
  readonly conversion: Pick<Conversion, 'serveHub' | 'createHubChannel'>;
}

/** Says which channels are hubs; see {@link Registration}. */
export class HubRegistration implements Registration {
  readonly #context: PluginContext;
  readonly #parts: RegistrationParts;

  public constructor(context: PluginContext, parts: RegistrationParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** Whoever sits in the channel already is served, and a guild that is locked locks it; the answer waits for neither. */
  public async add(guild: Guild, channel: GuildBasedChannel, byUserId: string | null): Promise<Registered> {
    const voice = requireHubChannel(guild, channel);
    const role = this.#context.channels.get(voice.id);
    if (role) throw takenBy(voice.id, role);
    requirePermissions(guild, voice.parent ? [voice, voice.parent] : [voice], this.#parts.rules.of(guild.id).text);
    const { blueprint, dropped } = blueprintOf(voice);
    const hub = await this.#insert({ ...fresh(guild, blueprint), channelId: voice.id });
    await this.#log(hub, 'hub.added', byUserId, (byUserId === null ? logLine.seeded : logLine.added)(hub));
    this.#settleSoon(guild, hub);
    return { hub, dropped };
  }

  /** The row first, then the channel: one that Discord made without saying so is found by it. */
  public async create(guild: Guild, name: string, byUserId: string): Promise<Registered> {
    const { bannedWords, text } = this.#parts.rules.of(guild.id);
    const checked = checkName(name, bannedWords);
    if (!checked.ok) throw refused(refusal.badName(name));
    const category = this.#category(guild);
    requirePermissions(guild, category ? [category] : [], text);
    requireSpace(guild, category?.id ?? null);
    const { blueprint, dropped } = newBlueprint(guild, category, checked.name);
    const { hub: waiting, post } = await this.#announce(guild, category?.id ?? null, blueprint);
    const hub = await this.#made(guild, waiting, post, byUserId);
    await this.#log(hub, 'hub.created', byUserId, logLine.created(hub));
    // While it was made its locks may have changed, and somebody may have come in.
    this.#settleSoon(guild, hub);
    return { hub, dropped };
  }

  public async remove(guild: Guild, hubId: string, byUserId: string): Promise<Hub> {
    const hub = requireHub(this.#parts.hubs, guild, hubId);
    const failure = await this.#parts.lock.open(guild, hubId, async () => {
      // Another admin may have been faster.
      requireHub(this.#parts.hubs, guild, hubId);
      await this.#forget(guild, hubId);
    });
    if (failure) throw refused(refusal.cannotOpen(hub, failure));
    await this.#log(hub, 'hub.removed', byUserId, logLine.removed(hub));
    // The deadline may have been this hub's.
    await this.#parts.lockdowns.settle(guild, []);
    return hub;
  }

  /** @throws {UserError} when the channel has become something else meanwhile. */
  #insert(hub: Omit<Hub, 'id'>): Promise<Hub> {
    return this.#context.queue.run(queueKey(hub.guildId), async () => {
      const { channelId } = hub;
      try {
        const role = channelId === null ? undefined : this.#context.channels.get(channelId);
        if (channelId !== null && role) throw new ChannelRoleTakenError(channelId, role);
        return await this.#parts.hubs.insert(hub, this.#context.clock.now());
      } catch (error) {
        throw error instanceof ChannelRoleTakenError ? takenBy(channelId ?? '', error.holder) : error;
      }
    });
  }

  /** Stores the hub that waits for its channel, locked if the guild is. */
  async #announce(guild: Guild, parentId: string | null, blueprint: HubBlueprint) {
    const now = this.#context.clock.now();
    const pending = { name: blueprint.name, parentId, since: now };
    const inserted = await this.#insert({ ...fresh(guild, blueprint), pending });
    const { rules, hubs } = this.#parts;
    const until = rules.lockdownUntil(guild.id);
    const { botId } = rules.of(guild.id);
    const prepared = hubReplacement(inserted, parentId, until, guild.maximumBitrate, botId, now);
    if (prepared.hub.lockdownPrevious !== null) {
      await this.#context.queue.run(queueKey(guild.id), () => hubs.save(prepared.hub));
    }
    return prepared;
  }

  /** @throws {UserError} when there is no channel. The row stays only if Discord may have made one all the same. */
  async #made(guild: Guild, waiting: Hub, post: HubPost, byUserId: string): Promise<Hub> {
    const { hubs, creation, conversion } = this.#parts;
    if (waiting.pending === null) throw refused(refusal.notMade);
    const pending = { owner: waiting.id, type: 'voice', fingerprint: waiting.pending } as const;
    const reason = auditReason.created(guild.members.cache.get(byUserId)?.displayName ?? byUserId);
    const created = await creation.make({ guild, pending, post, reason });
    if ('failed' in created && created.failed === 'unanswered') {
      this.#inBackground(waiting, () => conversion.createHubChannel(guild, waiting));
      throw refused(refusal.unanswered);
    }
    if ('failed' in created) {
      await this.#forget(guild, waiting.id);
      throw refused(refusal.notMade);
    }
    const made = await this.#context.queue.run(queueKey(guild.id), async () => {
      const current = hubs.get(waiting.id);
      if (!current) return null;
      const hub = withReplacement(current, created.channelId);
      await creation.storing(created.channelId, () => hubs.save(hub));
      return hub;
    });
    // Null: removed by another admin meanwhile, so the channel goes too.
    if (!made) await creation.undo(guild, created.channelId);
    return made ?? requireHub(hubs, guild, waiting.id);
  }

  async #forget(guild: Guild, hubId: string): Promise<void> {
    await this.#context.queue.run(queueKey(guild.id), async () => {
      const hub = this.#parts.hubs.get(hubId);
      if (hub) await this.#parts.hubs.remove(hub);
    });
  }

  #category(guild: Guild): CategoryChannel | null {
    const id = this.#context.settings.of(guild.id, voiceSettings).category;
    const channel = id === null ? undefined : guild.channels.cache.get(id);
    return channel?.type === ChannelType.GuildCategory ? channel : null;
  }

  #log(hub: Hub, action: string, actorId: string | null, text: string): Promise<void> {
    this.#context.log.info(
      { guild: hub.guildId, channel: hub.channelId, hub: hub.id, action },
      'The hubs have changed',
    );
    return this.#context.guildLog.write({ guildId: hub.guildId, actorId, action, text });
  }

  #settleSoon(guild: Guild, hub: Hub): void {
    this.#inBackground(hub, async () => {
      await this.#parts.lockdowns.settle(guild, [hub]);
      await this.#parts.conversion.serveHub(guild, hub);
    });
  }

  #inBackground(hub: Hub, work: () => Promise<void>): void {
    work().catch((error: unknown) =>
      this.#context.log.error({ guild: hub.guildId, channel: hub.channelId, error }, 'A new hub could not be served'),
    );
  }
}

function fresh(guild: Guild, blueprint: HubBlueprint): Omit<Hub, 'id'> {
  return {
    guildId: guild.id,
    channelId: null,
    pending: null,
    blueprint,
    defaults: NO_DEFAULTS,
    lockdownUntil: null,
    lockdownPrevious: null,
    recreated: false,
  };
}
