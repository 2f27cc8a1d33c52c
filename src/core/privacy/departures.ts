import { container } from '@sapphire/framework';
import { Status } from 'discord.js';
import type { Deadline } from '../../scheduling/scheduler.js';
import type { OverdueQuery, PluginContext } from '../../plugins/definition.js';
import { shardOf } from '../../sharding/shards.js';
import { DepartedGuild } from '../entities/departed-guild.js';

const DAY = 86_400_000;

const queueKey = (guildId: string): string => `core.departed:${guildId}`;

/** Notes which guilds the bot was removed from, and has their data deleted when the time has come. */
export class Departures {
  readonly #context: PluginContext;
  readonly #retention: number;
  /** Those that are noted: a guild that comes is looked up at no cost. */
  #noted = new Set<string>();

  /** @param retention - How long the data of a guild are kept, in days. */
  public constructor(context: PluginContext, retention: number) {
    this.#context = context;
    this.#retention = retention * DAY;
  }

  /**
   * Brings notes and guilds together: at boot, and after a reconnect that could not be resumed. A guild that the bot has lost
   * while it was off is noted now; one that it is in again is noted no more.
   */
  public async settle(): Promise<void> {
    const em = this.#context.orm.em.fork();
    const notes = await em.find(DepartedGuild, this.#context.shards.rows('id'));
    this.#noted = new Set(notes.map(({ id }) => id));
    for (const { id, leftAt } of notes) {
      if (this.#isIn(id)) await this.returned(id);
      else await this.#arm(id, leftAt);
    }
    for (const guildId of (await container.roomkeeper.data?.knownGuilds(this.#context)) ?? []) {
      if (!this.#noted.has(guildId) && this.#isOurs(guildId) && !this.#isIn(guildId)) await this.left(guildId);
    }
  }

  /** The bot was removed from a guild. */
  public left(guildId: string): Promise<void> {
    return this.#context.queue.run(queueKey(guildId), () => this.#note(guildId));
  }

  /** The bot is in a guild, again perhaps: nothing of it is deleted. Costs nothing when the guild is not noted. */
  public async returned(guildId: string): Promise<void> {
    if (!this.#noted.has(guildId)) return;
    await this.#context.queue.run(queueKey(guildId), () => this.#strike(guildId));
  }

  /** It may be time to forget a guild. */
  public woken(guildId: string): Promise<void> {
    return this.#context.queue.run(queueKey(guildId), () => this.#look(guildId));
  }

  async #note(guildId: string): Promise<void> {
    const leftAt = new Date(this.#context.clock.now());
    this.#noted.add(guildId);
    await this.#context.orm.em.fork().upsert(DepartedGuild, { id: guildId, leftAt }, { onConflictAction: 'ignore' });
    const until = new Date(leftAt.getTime() + this.#retention);
    this.#context.log.info({ guild: guildId, until }, 'The bot is no longer in a guild; its data are kept until then');
    await this.#arm(guildId, leftAt);
  }

  async #strike(guildId: string): Promise<void> {
    await this.#context.orm.em.fork().nativeDelete(DepartedGuild, { id: guildId });
    this.#noted.delete(guildId);
    await this.#context.scheduler.cancel({ task: 'core.forget-guild', key: guildId });
    this.#context.log.info({ guild: guildId }, 'The bot is in a guild again; its data stay');
  }

  /** The note goes last, so that what fails is tried again. */
  async #look(guildId: string): Promise<void> {
    const note = await this.#context.orm.em.fork().findOne(DepartedGuild, { id: guildId });
    if (!note || !this.#isOurs(guildId)) return;
    if (this.#isIn(guildId)) return this.#strike(guildId);
    if (note.leftAt.getTime() + this.#retention > this.#context.clock.now()) return this.#arm(guildId, note.leftAt);
    await container.roomkeeper.data?.forgetGuild(guildId);
    await this.#context.orm.em.fork().nativeDelete(DepartedGuild, { id: guildId });
    this.#noted.delete(guildId);
    this.#context.log.info({ guild: guildId }, 'The data of a guild were deleted');
  }

  public async overdue({ before, limit }: OverdueQuery): Promise<Deadline[]> {
    const leftAt = { $lt: new Date(before.getTime() - this.#retention) };
    const em = this.#context.orm.em.fork();
    const notes = await em.find(
      DepartedGuild,
      { ...this.#context.shards.rows('id'), leftAt },
      { orderBy: { leftAt: 'asc' }, limit },
    );
    return notes.filter(({ id }) => this.#isOurs(id)).map((note) => this.#deadline(note.id, note.leftAt));
  }

  #arm(guildId: string, leftAt: Date): Promise<void> {
    return this.#context.scheduler.arm(this.#deadline(guildId, leftAt));
  }

  #deadline(guildId: string, leftAt: Date): Deadline<'core.forget-guild'> {
    const at = new Date(leftAt.getTime() + this.#retention);
    return { task: 'core.forget-guild', key: guildId, at, payload: { guildId } };
  }

  /** Whether Discord has named the guild to this process: also one that an outage hides. */
  #isIn(guildId: string): boolean {
    return this.#context.client.guilds.cache.has(guildId);
  }

  /** Whether Discord would have named the guild to this process, if the bot were in it: its shard runs here, and is connected. */
  #isOurs(guildId: string): boolean {
    const { client, shards } = this.#context;
    const shard = client.ws.shards.get(shardOf(guildId, client.options.shardCount ?? shards.count));
    return shards.owns(guildId) && shard?.status === Status.Ready;
  }
}
