import type { MikroORM } from '@mikro-orm/postgresql';
import { ActionRowBuilder, ButtonBuilder, ButtonStyle, type GuildMember, type MessageCreateOptions } from 'discord.js';
import { CustomId, type Deadline, type OverdueQuery, type PersonalRow, type PluginContext } from 'roomkeeper';
import { GreeterGuild } from './entities/greeter-guild.js';
import { GreeterNewcomer } from './entities/greeter-newcomer.js';
import { greeting } from './messages.js';
import type { GreeterOptions } from './options.js';

/** The button of the greeting of somebody. */
export const sayHi = new CustomId('greeter', 'say-hi');

const DAY = 86_400_000;

/** Greets, and reminds: what `use(greeter)` gives. */
export class Greetings {
  readonly #context: PluginContext;
  readonly #remindAfter: number;

  public constructor(context: PluginContext, { remindAfterDays }: GreeterOptions) {
    this.#context = context;
    this.#remindAfter = remindAfterDays * DAY;
  }

  public async set(guildId: string, channelId: string): Promise<void> {
    await this.#em().upsert(GreeterGuild, { guildId, channelId });
  }

  /** @returns whether it was on. */
  public async off(guildId: string): Promise<boolean> {
    return (await this.#em().nativeDelete(GreeterGuild, { guildId })) > 0;
  }

  /** Somebody has joined: stored first, then greeted. A crash in between costs the greeting, and never greets twice. */
  public async joined({ guild, id: userId, user }: GuildMember): Promise<void> {
    const on = await this.#em().findOne(GreeterGuild, { guildId: guild.id });
    if (!on || user.bot) return;
    const now = this.#context.clock.now();
    const newcomer = {
      guildId: guild.id,
      userId,
      joinedAt: new Date(now),
      remindAt: new Date(now + this.#remindAfter),
    };
    await this.#em().upsert(GreeterNewcomer, { ...newcomer, saidHi: 0 });
    await this.#context.scheduler.arm(deadlineOf(newcomer));
    await this.#send(on, { content: greeting.welcome(userId), components: [row(guild.id, userId)] });
  }

  /** Somebody says hi to a newcomer. @returns the greeting as it is now; null when it is over. */
  public async hi(guildId: string, userId: string): Promise<string | null> {
    const [row] = await this.#em().execute<{ said_hi: number }[]>(
      'update greeter_newcomers set said_hi = said_hi + 1 where guild_id = ? and user_id = ? returning said_hi',
      [guildId, userId],
    );
    return row ? greeting.said(userId, row.said_hi) : null;
  }

  /** It may be time: the row says whether it is. Early, late and double calls are all harmless. */
  public async woken(guildId: string, userId: string): Promise<void> {
    const newcomer = await this.#em().findOne(GreeterNewcomer, { guildId, userId });
    if (!newcomer) return;
    if (newcomer.remindAt.getTime() > this.#context.clock.now()) {
      return this.#context.scheduler.arm(deadlineOf(newcomer));
    }
    const on = await this.#em().findOne(GreeterGuild, { guildId });
    if (on) await this.#send(on, { content: greeting.reminder(userId, newcomer.joinedAt) });
    await this.#em().nativeDelete(GreeterNewcomer, { guildId, userId });
  }

  /** Arms the deadlines of stored rows: at boot, whatever became of the jobs. */
  public async armAll(): Promise<void> {
    const { scheduler, shards } = this.#context;
    for (const newcomer of await this.#em().find(GreeterNewcomer, shards.rows())) {
      await scheduler.arm(deadlineOf(newcomer));
    }
  }

  public async overdue({ before, limit }: OverdueQuery): Promise<Deadline[]> {
    const where = { ...this.#context.shards.rows(), remindAt: { $lt: before } };
    const rows = await this.#em().find(GreeterNewcomer, where, { orderBy: { remindAt: 'asc' }, limit });
    return rows.map(deadlineOf);
  }

  /** The bot has left a server long ago. Its rows are deleted by the framework; what is armed is not. */
  public async forget(guildId: string): Promise<void> {
    for (const newcomer of await this.#em().find(GreeterNewcomer, { guildId })) {
      await this.#context.scheduler.cancel(deadlineOf(newcomer));
    }
  }

  /** Works on the table alone, for it is asked while the plugin is off, too. */
  public static async export(orm: MikroORM, userId: string): Promise<PersonalRow[]> {
    const rows = await orm.em.fork().find(GreeterNewcomer, { userId });
    return rows.map(({ guildId, joinedAt, saidHi }) => ({ table: 'greeter_newcomers', guildId, joinedAt, saidHi }));
  }

  /** The job that is armed finds no row, and does nothing. @returns what had to stay: nothing. */
  public static async erase(orm: MikroORM, userId: string): Promise<string[]> {
    await orm.em.fork().nativeDelete(GreeterNewcomer, { userId });
    return [];
  }

  async #send({ guildId, channelId }: GreeterGuild, message: MessageCreateOptions): Promise<void> {
    const channel = this.#context.client.guilds.cache.get(guildId)?.channels.cache.get(channelId);
    try {
      if (channel?.isTextBased()) await channel.send({ ...message, allowedMentions: { parse: [] } });
    } catch (error) {
      this.#context.log.warn({ guild: guildId, channel: channelId, error }, 'A message could not be sent');
    }
  }

  #em(): MikroORM['em'] {
    return this.#context.orm.em.fork();
  }
}

/** The button below a greeting. Its custom id says whom it is about: nothing has to be remembered. */
export function row(guildId: string, userId: string): ActionRowBuilder<ButtonBuilder> {
  const button = new ButtonBuilder()
    .setCustomId(sayHi.build(guildId, userId))
    .setLabel(greeting.button)
    .setStyle(ButtonStyle.Primary);
  return new ActionRowBuilder<ButtonBuilder>().addComponents(button);
}

type Armed = Pick<GreeterNewcomer, 'guildId' | 'userId' | 'remindAt'>;

function deadlineOf({ guildId, userId, remindAt }: Armed): Deadline<'greeter.remind'> {
  return { task: 'greeter.remind', key: `${guildId}.${userId}`, at: remindAt, payload: { guildId, userId } };
}
