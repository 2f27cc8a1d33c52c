import type { APIMessageTopLevelComponent, APISelectMenuOption } from 'discord-api-types/v10';
import { core, use, type SettingsOf } from 'roomkeeper';
import { Person, type InteractionHandle, type MessageRecord, type RoleRecord } from 'roomkeeper/sandbox';
import { voiceSettings } from '../../../plugins/hub/settings.js';
import type { Entity } from '../../../sandbox/store/interaction-resolved.js';
import type { ModalInput } from '../../../sandbox/store/modal-input.js';
import { query } from '../../support/database.js';
import type { HubScene } from './scene.js';

/** A button or a select menu, as far as tests look at it. */
export interface Control {
  readonly custom_id: string;
  readonly label?: string;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly options?: readonly APISelectMenuOption[];
}

/** The buttons and select menus of a message. */
export function controlsOf({ api }: MessageRecord): Control[] {
  return (api.components ?? []).flatMap((row: APIMessageTopLevelComponent) =>
    'components' in row ? (row.components as unknown as Control[]) : [],
  );
}

/** What the bot said last in answer to something, other than by changing the page. */
export const told = (handle: InteractionHandle): string => handle.replies.at(-1)?.api.content ?? '(nothing)';

/** Sets what the guild has set for its rooms. */
export async function set(scene: HubScene, values: Partial<SettingsOf<typeof voiceSettings>>): Promise<void> {
  await use(core).settings.set(scene.guild.id, voiceSettings, values, null);
  await scene.stage.settle();
}

/** The role that all members of the scene's guild have. */
export function everyone({ guild }: HubScene): RoleRecord {
  const role = guild.record.roles.get(guild.id);
  if (!role) throw new Error('The guild has no role for everyone');
  return role;
}

/** Somebody who walks through the pages of `/sudo`: the owner of the guild, unless told otherwise. */
export class Admin {
  readonly #scene: HubScene;
  readonly #who: Person;
  #page: MessageRecord | undefined;

  public constructor(scene: HubScene, who: Person = scene.guild.owner) {
    this.#scene = scene;
    this.#who = who;
  }

  /** The owner of the bot, as a member of the scene's guild who may manage it. */
  public static botOwner(scene: HubScene): Admin {
    const { world } = scene.sandbox;
    const developer = world.users.get(world.application.ownerId);
    if (!developer) throw new Error('The bot has no owner');
    const person = scene.guild.addMember(new Person(world, scene.guild.record, developer));
    scene.guild.owner.giveRole(person, scene.guild.addRole({ name: 'admin', permissions: 1n << 5n }));
    return new Admin(scene, person);
  }

  public get person(): Person {
    return this.#who;
  }

  /** The message that the pages are in. */
  public get page(): MessageRecord {
    if (!this.#page) throw new Error('No page is open');
    return this.#page;
  }

  public get text(): string {
    return this.page.api.content;
  }

  /** The labels of the buttons that can be clicked. */
  public get buttons(): string[] {
    return controlsOf(this.page).flatMap(({ label, disabled }) =>
      label === undefined || disabled === true ? [] : [label],
    );
  }

  /** The options of the select menu with a placeholder, or of all. */
  public options(placeholder?: string): APISelectMenuOption[] {
    const menus = controlsOf(this.page).filter((one) => placeholder === undefined || one.placeholder === placeholder);
    return menus.flatMap(({ options = [] }) => options);
  }

  /** Opens `/sudo` and goes on to the entries of the given names. What that calls is forgotten. */
  public async open(...entries: readonly string[]): Promise<this> {
    const answer = await this.#settled(await this.#who.slash('sudo', {}, { force: true }));
    [this.#page] = answer.replies;
    for (const entry of entries) await this.choose(entry);
    this.#scene.sandbox.clearCalls();
    return this;
  }

  public hubs(): Promise<this> {
    return this.open('Settings', 'Hub Channels');
  }

  /** The lockdown panel. */
  public async panel(): Promise<this> {
    await this.hubs();
    await this.press('🚨 Lockdown');
    this.#scene.sandbox.clearCalls();
    return this;
  }

  public force(): Promise<this> {
    return this.open('Force owner transfer');
  }

  /** Clicks the button of a label. */
  public async press(label: string): Promise<InteractionHandle> {
    const found = controlsOf(this.page).find((control) => control.label === label);
    if (!found) throw new Error(`There is no "${label}" among ${this.buttons.join(', ')}`);
    return this.click(found.custom_id);
  }

  public async click(customId: string, force = false): Promise<InteractionHandle> {
    return this.#settled(await this.#who.click(this.page, customId, { force }));
  }

  /** Chooses the option of a label, from the menu with a placeholder if several have it. */
  public async choose(label: string, placeholder?: string): Promise<InteractionHandle> {
    for (const { custom_id: id, options = [], ...menu } of controlsOf(this.page)) {
      const option = options.find((one) => one.label === label);
      if (option && (placeholder === undefined || menu.placeholder === placeholder)) {
        return this.select(id, [option.value]);
      }
    }
    throw new Error(`No select menu has "${label}"`);
  }

  public async select(
    customId: string,
    values: readonly (string | Entity)[],
    force = false,
  ): Promise<InteractionHandle> {
    return this.#settled(await this.#who.select(this.page, customId, values, { force }));
  }

  /** The first select menu of the page that lets choose channels or users. */
  public async pick(entity: Entity, force = false): Promise<InteractionHandle> {
    const menu = controlsOf(this.page).find(({ options, label }) => options === undefined && label === undefined);
    if (!menu) throw new Error('The page lets choose no channels or users');
    return this.select(menu.custom_id, [entity], force);
  }

  /** Fills in the form that something has opened, and sends it. */
  public async submit(opened: InteractionHandle, input: ModalInput, force = false): Promise<InteractionHandle> {
    if (!opened.modal) throw new Error(`No form was opened: ${told(opened)}`);
    return this.#settled(await this.#who.submit(opened.modal, input, { force }));
  }

  /** The lines of the guild's log, the oldest first. */
  public async log(): Promise<{ actor_id: string | null; action: string; text: string }[]> {
    const sql = 'select actor_id, action, text from core_log where guild_id = $1 order by id';
    const rows = await query(this.#scene.stage.database.url, sql, [this.#scene.guild.id]);
    return rows as { actor_id: string | null; action: string; text: string }[];
  }

  /** The database's work is nobody's to see, so the answer is waited for by itself. */
  async #settled(handle: InteractionHandle): Promise<InteractionHandle> {
    await handle.response();
    await this.#scene.stage.settle();
    return handle;
  }
}
