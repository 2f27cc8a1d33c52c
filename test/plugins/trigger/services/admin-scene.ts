import { UserError } from '@sapphire/framework';
import { PermissionFlagsBits as Bits, type GuildMember } from 'discord.js';
import type { MessageRecord, Person, RoleRecord } from 'roomkeeper/sandbox';
import type { Action } from '../../../../plugins/trigger/domain/action.js';
import type { Trigger } from '../../../../plugins/trigger/domain/trigger.js';
import type { Admin } from '../../../../plugins/trigger/services/admin/admin.js';
import type { ActionInput, TriggerInput } from '../../../../plugins/trigger/services/admin/inputs.js';
import { TriggerScene, type TriggerSceneOptions } from '../scene.js';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** What the administration is asked for, in a guild where Ada holds Manage Server by a role of her own below the bot's. */
export class AdminScene {
  public readonly scene: TriggerScene;
  public readonly managers: RoleRecord;
  #count = 0;

  private constructor(scene: TriggerScene, managers: RoleRecord) {
    this.scene = scene;
    this.managers = managers;
  }

  public static async set(options: TriggerSceneOptions = {}): Promise<AdminScene> {
    const roles: RoleRecord[] = [];
    const scene = await TriggerScene.set({
      ...options,
      before: (early) => {
        const managers = early.guild.addRole({ name: 'Managers', position: 4, permissions: Bits.ManageGuild });
        early.olga.moveRole(early.guild.botRole, 5);
        early.olga.giveRole(early.ada, managers);
        roles.push(managers);
        options.before?.(early);
      },
    });
    const [managers] = roles;
    if (!managers) throw new Error('The scene was not prepared');
    return new AdminScene(scene, managers);
  }

  public get admin(): Admin {
    return this.scene.parts.admin;
  }

  /** Somebody as an interaction of theirs would bring them. */
  public async member({ id }: Person): Promise<GuildMember> {
    return this.scene.seen.members.fetch({ user: id, force: true });
  }

  public olga(): Promise<GuildMember> {
    return this.member(this.scene.olga);
  }

  public ada(): Promise<GuildMember> {
    return this.member(this.scene.ada);
  }

  /** What all managers may do, and what else. */
  public async let(permissions: bigint): Promise<void> {
    this.scene.olga.editRole(this.managers, { permissions });
    await this.scene.stage.settle();
  }

  public async action(input: Partial<ActionInput> = {}): Promise<Action> {
    const texts = { kind: 'message', texts: ['Hello'] } as const;
    const given = {
      name: this.#name('action'),
      ...(input.kind === undefined ? texts : { kind: input.kind }),
      ...input,
    };
    return this.admin.actions.create(await this.olga(), given);
  }

  /** A trigger of Olga's. Without an action it has one of its own. */
  public async trigger(input: Partial<TriggerInput> = {}): Promise<Trigger> {
    return this.admin.triggers.create(await this.olga(), await this.input(input));
  }

  public async input(input: Partial<TriggerInput> = {}): Promise<TriggerInput> {
    const action = input.action ?? (await this.action()).name;
    return { name: this.#name('trigger'), conditionId: 'contains', parameter: 'hello', ...input, action };
  }

  public linkTo({ api }: MessageRecord, guildId = this.scene.guild.id): string {
    return `https://discord.com/channels/${guildId}/${api.channel_id}/${api.id}`;
  }

  /** The lines of the guild's log, oldest first. */
  public async logged(): Promise<string[]> {
    const rows = await this.scene.rows<{ text: string }>('select text from core_log order by id');
    return rows.map(({ text }) => text);
  }

  public count(table: 'triggers' | 'actions' | 'blacklist' | 'role_groups'): Promise<number> {
    return this.scene
      .rows<{ count: string }>(`select count(*) from trigger_${table}`)
      .then(([row]) => Number(row?.count));
  }

  #name(what: string): string {
    this.#count += 1;
    return `${what} ${this.#count}`;
  }
}

/** The refusal of what must be refused, with its identifier and its message. */
export async function refusal(attempt: Promise<unknown>): Promise<{ readonly what: string; readonly message: string }> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof UserError) return { what: error.identifier, message: error.message };
    throw error;
  }
  throw new Error('It was not refused');
}
