import { expect } from 'chai';
import type { APIMessageTopLevelComponent, APISelectMenuOption } from 'discord-api-types/v10';
import type { ChannelRecord, GuildHandle, InteractionHandle, MessageRecord, Person } from 'roomkeeper/sandbox';
import type { Entity } from '../../../sandbox/store/interaction-resolved.js';
import type { ModalInput } from '../../../sandbox/store/modal-input.js';
import { use } from '../../../src/plugins/registry.js';
import type { GuildSettings } from '../../../src/settings/guild-settings.js';
import tuner from '../../fixtures/tuner/plugin.js';
import { tuning } from '../../fixtures/tuner/settings.js';
import { query } from '../../support/database.js';
import { Stage } from '../../support/stage.js';

/** A select menu or a button, as far as tests look at it. */
export interface Control {
  readonly custom_id: string;
  readonly label?: string;
  readonly options?: readonly APISelectMenuOption[];
  readonly default_values?: readonly { readonly id: string }[];
}

/** The guild "Home" with its owner Olga, a text channel and a voice channel, and the plugin `tuner`; and another guild. */
export class SudoScene {
  public readonly stage: Stage;
  public readonly guild: GuildHandle;
  public readonly other: GuildHandle;
  public readonly text: ChannelRecord;
  public readonly voice: ChannelRecord;
  public readonly ada: Person;

  private constructor(stage: Stage) {
    this.stage = stage;
    this.guild = stage.sandbox.addGuild({ name: 'Home' });
    this.other = stage.sandbox.addGuild({ name: 'Other' });
    this.text = this.guild.addChannel({ name: 'text', type: 0 });
    this.voice = this.guild.addChannel({ name: 'General' });
    this.other.addChannel({ name: 'text', type: 0 });
    this.ada = this.guild.addMember({ name: 'Ada' });
  }

  public static async set(env: Readonly<Record<string, string>> = {}): Promise<SudoScene> {
    const scenes: SudoScene[] = [];
    const options = { config: { plugins: ['tuner'] }, fixtures: ['tuner'], env };
    await Stage.set(options, (prepared) => void scenes.push(new SudoScene(prepared)));
    const [scene] = scenes;
    if (!scene) throw new Error('The stage was not prepared');
    return scene;
  }

  public get settings(): GuildSettings {
    return use(tuner).context.settings;
  }

  /** What a guild has set for the tuner. */
  public tuned(guild: GuildHandle = this.guild) {
    return this.settings.of(guild.id, tuning);
  }

  /** Somebody uses `/sudo`. */
  public async sudo(who: Person = this.guild.owner): Promise<MessageRecord> {
    return this.#only(await this.answered(await who.slash('sudo', {}, { force: true })));
  }

  /** Somebody opens `/sudo` and goes on to the entries of the given names, one after the other. */
  public async walk(...entries: readonly string[]): Promise<MessageRecord> {
    const message = await this.sudo();
    for (const entry of entries) await this.choose(message, this.menu(message, entry), entry);
    return message;
  }

  /** Somebody chooses the option of a label from a select menu. */
  public async choose(message: MessageRecord, menu: Control, label: string, who = this.guild.owner) {
    const option = menu.options?.find((one) => one.label === label);
    if (!option) throw new Error(`There is no "${label}" in ${JSON.stringify(menu.options)}`);
    return this.select(message, menu.custom_id, [option.value], who);
  }

  public async select(
    message: MessageRecord,
    customId: string,
    values: readonly (string | Entity)[],
    who = this.guild.owner,
    force = false,
  ): Promise<InteractionHandle> {
    return this.answered(await who.select(message, customId, values, { force }));
  }

  /** Somebody clicks the button of a label. */
  public async press(message: MessageRecord, label: string, who = this.guild.owner): Promise<InteractionHandle> {
    const button = controls(message).find((control) => control.label === label);
    if (!button) throw new Error(`There is no "${label}" among ${labels(message).join(', ')}`);
    return this.click(message, button.custom_id, who);
  }

  public async click(message: MessageRecord, customId: string, who = this.guild.owner, force = false) {
    return this.answered(await who.click(message, customId, { force }));
  }

  /** Somebody picks a setting of the tuner for which a form opens, and sends it. */
  public async type(message: MessageRecord, label: string, input: ModalInput, who = this.guild.owner) {
    const { modal } = await this.choose(message, this.menu(message, label), label, who);
    if (!modal) throw new Error('No form was opened');
    return this.answered(await who.submit(modal, input));
  }

  /** Waits for the bot's answer, which may have to wait for the database: of that, `settle` knows nothing. */
  public async answered(handle: InteractionHandle): Promise<InteractionHandle> {
    await handle.response();
    await this.stage.settle();
    return handle;
  }

  /** The select menu that has an option of a label. */
  public menu(message: MessageRecord, label: string): Control {
    const found = controls(message).find(({ options = [] }) => options.some((option) => option.label === label));
    if (!found) throw new Error(`No select menu has "${label}"`);
    return found;
  }

  /** The lines of the log of a guild, oldest first. */
  public logged(guild: GuildHandle = this.guild): Promise<Record<string, unknown>[]> {
    const sql = 'select actor_id, action, text from core_log where guild_id = $1 order by id';
    return query(this.stage.database.url, sql, [guild.id]);
  }

  #only(answer: InteractionHandle): MessageRecord {
    const [message, ...others] = answer.replies;
    expect(others).to.be.empty;
    if (!message) throw new Error('No message was shown');
    return message;
  }
}

/** The last thing that the bot said to somebody in answer to something. */
export const said = (handle: InteractionHandle): string => handle.replies.at(-1)?.api.content ?? '(nothing)';

/** The buttons and select menus of a message. */
export function controls({ api }: MessageRecord): Control[] {
  return (api.components ?? []).flatMap((row: APIMessageTopLevelComponent) =>
    'components' in row ? (row.components as unknown as Control[]) : [],
  );
}

/** The labels of a message's buttons. */
export function labels(message: MessageRecord): string[] {
  return controls(message).flatMap(({ label }) => (label === undefined ? [] : [label]));
}

/** The labels of all options of a message's select menus. */
export function optionsOf(message: MessageRecord): string[] {
  return controls(message).flatMap(({ options = [] }) => options.map(({ label }) => label));
}
