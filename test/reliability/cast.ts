import { ChannelType, type AuditLogEvent } from 'discord-api-types/v10';
import {
  Person,
  type ChannelRecord,
  type GuildHandle,
  type InteractionHandle,
  type MessageRecord,
} from 'roomkeeper/sandbox';
import { query } from '../support/database.js';
import { messageOf, optionOf } from './controls.js';
import type { Scene } from './operation.js';

/** A guild of Olga's with Ada, Ben and Cleo, `#news` for notices and `#general` to talk in. */
export class Cast {
  public readonly scene: Scene;
  public readonly guild: GuildHandle;
  public readonly news: ChannelRecord;
  public readonly general: ChannelRecord;
  public readonly ada: Person;
  public readonly ben: Person;
  public readonly cleo: Person;

  public constructor(scene: Scene, name: string) {
    this.scene = scene;
    this.guild = scene.sandbox.addGuild({ name });
    this.news = this.guild.addChannel({ name: 'news', type: ChannelType.GuildText });
    this.general = this.guild.addChannel({ name: 'general', type: ChannelType.GuildText });
    this.guild.owner.editGuild({ systemChannelId: this.news.id });
    this.ada = this.guild.addMember({ name: 'Ada' });
    this.ben = this.guild.addMember({ name: 'Ben' });
    this.cleo = this.guild.addMember({ name: 'Cleo' });
  }

  public get olga(): Person {
    return this.guild.owner;
  }

  /** The owner of the bot, as somebody who may manage this guild. */
  public botOwner(): Person {
    const { world } = this.scene.sandbox;
    const user = world.users.get(world.application.ownerId);
    if (!user) throw new Error('The bot has no owner');
    const person = this.guild.addMember(new Person(world, this.guild.record, user));
    this.olga.giveRole(person, this.guild.addRole({ name: 'admin', permissions: 1n << 5n }));
    return person;
  }

  /** What the bot answers, once it has. Only while it is alive. */
  public async answered(asked: Promise<InteractionHandle>): Promise<InteractionHandle> {
    const handle = await asked;
    await handle.response();
    await this.scene.settle();
    return handle;
  }

  /** Somebody uses a command, in `#general`. Fails when it is refused. */
  public async slash(
    who: Person,
    line: string,
    input: Parameters<Person['slash']>[1] = {},
  ): Promise<InteractionHandle> {
    return this.answered(who.slash(line, input, { channel: this.general }));
  }

  /** Opens `/sudo` and goes on to the entries of the given names. */
  public async sudo(who: Person, ...entries: readonly string[]): Promise<MessageRecord> {
    const page = messageOf(await this.answered(who.slash('sudo', {}, { channel: this.general })));
    for (const entry of entries) {
      const [menu, value] = optionOf(page, entry);
      await this.answered(who.select(page, menu, [value]));
    }
    return page;
  }

  /** Rows of the bot's database. */
  public rows(sql: string, values: readonly unknown[] = [this.guild.id]): Promise<Record<string, unknown>[]> {
    return query(this.scene.databaseUrl, sql, [...values]);
  }

  /** How often the bot itself has done something that the guild's audit log tells. */
  public done(event: AuditLogEvent): number {
    const { auditLog } = this.guild.record;
    return auditLog.filter(({ actionType, userId }) => actionType === event && userId === this.guild.bot.id).length;
  }

  /** What the bot has said in a channel to everybody there. */
  public said({ messages }: ChannelRecord): MessageRecord[] {
    return [...messages.values()].filter(
      ({ ephemeralFor, api }) => ephemeralFor === null && api.author.id === this.guild.bot.id,
    );
  }

  public exists({ id }: ChannelRecord): boolean {
    return this.guild.record.channels.has(id);
  }
}

/** The sentences whose condition does not hold. */
export function unless(promises: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(promises).flatMap(([sentence, holds]) => (holds ? [] : [sentence]));
}
