import { PermissionFlagsBits as Bits } from 'discord.js';
import type { InteractionHandle, MessageRecord, Person, RoleRecord } from 'roomkeeper/sandbox';
import { CommandScene, partsOf, textOf } from './desk.js';
import type { TriggerScene, TriggerSceneOptions } from './scene.js';

/** How many rows the tables have. */
export interface Stored {
  readonly triggers: number;
  readonly actions: number;
  readonly menus: number;
}

/** People who set up roles and take them: in a guild of Olga's where Ada holds Manage Server by the role Managers. */
export class RoleScene {
  public readonly scene: TriggerScene;
  public readonly managers: RoleRecord;
  readonly #commands: CommandScene;

  private constructor(commands: CommandScene, managers: RoleRecord) {
    this.#commands = commands;
    this.scene = commands.scene;
    this.managers = managers;
  }

  public static async set(options: TriggerSceneOptions = {}): Promise<RoleScene> {
    const roles: RoleRecord[] = [];
    const commands = await CommandScene.set({
      ...options,
      before: (early) => {
        const managers = early.guild.addRole({
          name: 'Managers',
          position: 4,
          permissions: Bits.ManageGuild | Bits.ManageRoles,
        });
        early.olga.moveRole(early.guild.botRole, 5);
        early.olga.giveRole(early.ada, managers);
        roles.push(managers);
        options.before?.(early);
      },
    });
    const [managers] = roles;
    if (!managers) throw new Error('The scene was not prepared');
    return new RoleScene(commands, managers);
  }

  public strike(): Promise<void> {
    return this.#commands.strike();
  }

  /** What `/reactionrole …` answers; Olga uses it unless told otherwise. */
  public told(
    line: string,
    input: Parameters<Person['slash']>[1] = {},
    who: Person = this.scene.olga,
    options: Parameters<Person['slash']>[2] = {},
  ): Promise<string> {
    return this.#commands.told(`reactionrole ${line}`, input, who, options);
  }

  public slash(line: string, input: Parameters<Person['slash']>[1] = {}): Promise<InteractionHandle> {
    return this.#commands.slash(`reactionrole ${line}`, input);
  }

  /** Olga uses `/action …`. */
  public action(line: string, input: Parameters<Person['slash']>[1]): Promise<InteractionHandle> {
    return this.#commands.slash(`action ${line}`, input);
  }

  public press(handle: InteractionHandle, label: string): Promise<InteractionHandle> {
    return this.#commands.press(handle, label);
  }

  /** What is suggested, as people see it and as it is sent. */
  public async suggested(
    line: string,
    option: string,
    typed: string,
    others: Parameters<Person['autocomplete']>[3] = {},
    who: Person = this.scene.olga,
  ): Promise<readonly { readonly name: string; readonly value: string }[]> {
    const options = { channel: this.scene.general, force: true };
    const handle = await who.autocomplete(`reactionrole ${line}`, option, typed, others, options);
    await handle.response();
    await this.scene.stage.settle();
    return (handle.choices ?? []).map(({ name, value }) => ({ name, value: String(value) }));
  }

  /** A message of Ben's from the day before, of which the bot has heard nothing. */
  public old(channel = this.scene.rules): MessageRecord {
    const { guild, ben, stage } = this.scene;
    return guild.wroteEarlier(ben, channel, 'Choose your games', stage.clock.now() - 86_400_000);
  }

  public link({ api }: MessageRecord): string {
    return `https://discord.com/channels/${this.scene.guild.id}/${api.channel_id}/${api.id}`;
  }

  /** The emoji with which the bot has reacted. */
  public ownReactions({ reactions }: MessageRecord): readonly string[] {
    return [...reactions].filter(([, users]) => users.has(this.scene.guild.bot.id)).map(([emoji]) => emoji);
  }

  public has({ member }: Person, { id }: RoleRecord): boolean {
    return member.roles.has(id);
  }

  /** The roles of the scene that somebody has. */
  public held(person: Person): readonly string[] {
    return [this.scene.red, this.scene.blue, this.scene.green]
      .filter((role) => this.has(person, role))
      .map(({ name }) => name);
  }

  public async stored(): Promise<Stored> {
    const [row] = await this.scene.rows<Record<keyof Stored, string>>(
      `select (select count(*) from trigger_triggers) as triggers, (select count(*) from trigger_actions) as actions,
       (select count(*) from trigger_role_menus) as menus`,
    );
    return { triggers: Number(row?.triggers), actions: Number(row?.actions), menus: Number(row?.menus) };
  }

  /** Posts a menu in `#rules` and adds roles to it. @returns its message. */
  public async menu(style: 'buttons' | 'select', roles: readonly RoleRecord[], group?: string): Promise<MessageRecord> {
    await this.told('menu create', { style, text: 'Colours', channel: this.scene.rules });
    const menu = await this.newestMenu();
    for (const role of roles) await this.told('menu add', { menu, role, ...(group !== undefined && { group }) });
    const message = [...this.scene.rules.messages.values()].at(-1);
    if (!message) throw new Error('No menu was posted');
    return message;
  }

  public async newestMenu(): Promise<string> {
    const [row] = await this.scene.rows<{ id: number }>('select max(id) as id from trigger_role_menus');
    return String(row?.id);
  }

  /** Somebody presses the button of a menu. @returns what they alone are told. */
  public async clicks(who: Person, message: MessageRecord, label: string): Promise<string> {
    const id = this.control(message, label);
    return this.answered(await who.click(message, id));
  }

  /** Somebody chooses from the select menu of a menu. */
  public async chooses(who: Person, message: MessageRecord, labels: readonly string[]): Promise<string> {
    const menu = partsOf(message).find(({ options }) => options !== undefined);
    const values = labels.map((label) => menu?.options?.find((option) => option.label === label)?.value ?? label);
    return this.answered(await who.select(message, menu?.custom_id ?? '', values));
  }

  public control(message: MessageRecord, label: string): string {
    const id = partsOf(message).find((part) => part.label === label)?.custom_id;
    if (id === undefined) throw new Error(`No button ${label}`);
    return id;
  }

  public async answered(handle: InteractionHandle): Promise<string> {
    await handle.response();
    await this.scene.stage.settle();
    return textOf(handle);
  }
}
