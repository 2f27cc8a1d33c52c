import { ComponentType } from 'discord-api-types/v10';
import { core, use, type SettingsOf } from 'roomkeeper';
import type { ChannelRecord, InteractionHandle, MessageRecord, Person } from 'roomkeeper/sandbox';
import { hub, voiceSettings, type RoomOrder } from '../../../plugins/hub/plugin.js';
import { HubScene, type HubSceneOptions } from '../hub/scene.js';

export const POST = 'POST /channels/{channel_id}/messages';
export const EDIT_MESSAGE = 'PATCH /channels/{channel_id}/messages/{message_id}';
export const DELETE_MESSAGE = 'DELETE /channels/{channel_id}/messages/{message_id}';
export const ANSWER = 'POST /interactions/{interaction_id}/{interaction_token}/callback';

/** Longer than a panel waits for further changes, in seconds. */
export const DEBOUNCE = 2;

/** A component of a message or a form, as tests look at it. */
export interface Shown {
  readonly type: ComponentType;
  readonly content?: string;
  readonly label?: string;
  readonly style?: number;
  readonly disabled?: boolean;
  readonly placeholder?: string;
  readonly custom_id?: string;
  readonly emoji?: { readonly name?: string };
  readonly options?: readonly { readonly label: string; readonly value: string; readonly description?: string }[];
  readonly components?: readonly Shown[];
  readonly component?: Shown;
}

/** A guild with hub and panel on, and what people see of panels. */
export class PanelScene {
  public readonly hub: HubScene;

  private constructor(scene: HubScene) {
    this.hub = scene;
  }

  public static async set(options: HubSceneOptions = {}): Promise<PanelScene> {
    return new PanelScene(await HubScene.set({ ...options, config: { plugins: ['hub', 'panel'], ...options.config } }));
  }

  /** What the guild sets for its rooms. */
  public settings(values: Partial<SettingsOf<typeof voiceSettings>>): Promise<void> {
    return use(core).settings.set(this.hub.guild.id, voiceSettings, values, null);
  }

  public strike(): Promise<void> {
    return this.hub.stage.strike();
  }

  /** Somebody gets a room, with its panel. The calls of it are forgotten. */
  public async room(person: Person): Promise<ChannelRecord> {
    const room = await this.hub.roomOf(person);
    await this.pass(DEBOUNCE);
    this.hub.sandbox.clearCalls();
    return room;
  }

  /** Somebody comes into a room, and all that follows is done. The calls of it are forgotten. */
  public async comes(person: Person, room: ChannelRecord): Promise<void> {
    await this.hub.joins(person, room);
    await this.pass(DEBOUNCE);
    this.hub.sandbox.clearCalls();
  }

  public async pass(seconds: number): Promise<void> {
    await this.hub.stage.pass(seconds);
  }

  /** An order of somebody's, for what is done to a room without a panel. */
  public order(person: Person, room: ChannelRecord): RoomOrder {
    const guild = there(this.hub.stage.bot.client?.guilds.cache.get(this.hub.guild.id));
    return { guild, voiceChannelId: room.id, member: there(guild.members.cache.get(person.id)) };
  }

  /** Somebody gives their room to somebody in it, without a panel. */
  public async hands(person: Person, room: ChannelRecord, to: Person): Promise<void> {
    await use(hub).actions.transfer(this.order(person, room), to.id);
    await this.hub.stage.settle();
  }

  /** The messages that everybody sees in a channel, the oldest first. */
  public messages({ messages }: ChannelRecord): MessageRecord[] {
    return [...messages.values()].filter(({ ephemeralFor }) => ephemeralFor === null);
  }

  /** The panel in the text of a room. */
  public panel(room: ChannelRecord): MessageRecord {
    const { controlPanelMessageId } = this.hub.stored(room);
    const all = [...this.hub.guild.record.channels.values()].flatMap((channel) => this.messages(channel));
    return there(all.find(({ api }) => api.id === controlPanelMessageId));
  }

  /** Somebody uses a button, found by its label. Everything that follows at once is done. */
  public async press(
    person: Person,
    message: MessageRecord,
    label: RegExp | string,
    options: { readonly force?: boolean } = {},
  ): Promise<InteractionHandle> {
    const { custom_id: customId = '' } = button(message, label);
    return this.answered(await person.click(message, customId, options));
  }

  /** Somebody sends a form that a click has opened. */
  public async sends(
    person: Person,
    form: InteractionHandle,
    input: Parameters<Person['submit']>[1],
  ): Promise<InteractionHandle> {
    return this.answered(await person.submit(there(form.modal), input));
  }

  /** Somebody chooses in a select, found by its placeholder. */
  public async chooses(
    person: Person,
    message: MessageRecord,
    placeholder: RegExp,
    value: Parameters<Person['select']>[2][number],
  ): Promise<InteractionHandle> {
    const select = there(shown(message).find((one) => placeholder.test(one.placeholder ?? '')));
    return this.answered(await person.select(message, select.custom_id ?? '', [value]));
  }

  public async answered(handle: InteractionHandle): Promise<InteractionHandle> {
    await handle.response();
    await this.hub.stage.settle();
    return handle;
  }

  /** The operations that the bot called, in order; those of interactions short. */
  public get operations(): string[] {
    return this.hub.operations.map((operation) => (operation === ANSWER ? 'answer' : operation));
  }
}

/** All components of a message or a form, those that hold others before what they hold. */
export function shown(message: MessageRecord | { readonly components: readonly unknown[] }): Shown[] {
  const top = ('api' in message ? message.api.components : message.components) ?? [];
  const below = (components: readonly Shown[]): Shown[] =>
    components.flatMap((one) => [
      one,
      ...below(one.components ?? []),
      ...(one.component ? below([one.component]) : []),
    ]);
  return below(top as readonly Shown[]);
}

/** All text of a message. */
export function textOf(message: MessageRecord): string {
  const texts = shown(message).flatMap(({ content }) => content ?? []);
  return [message.api.content, ...texts].filter((text) => text !== '').join('\n');
}

export function buttons(message: MessageRecord): Shown[] {
  return shown(message).filter(({ type }) => type === ComponentType.Button);
}

export function labels(message: MessageRecord): (string | undefined)[] {
  return buttons(message).map(({ label }) => label);
}

export function button(message: MessageRecord, label: RegExp | string): Shown {
  const found = buttons(message).find((one) =>
    typeof label === 'string' ? one.label === label : label.test(one.label ?? ''),
  );
  return there(found, `a button ${String(label)} among ${labels(message).join(', ')}`);
}

/** What somebody was answered last. */
export function reply(handle: InteractionHandle): MessageRecord {
  return there(handle.replies.at(-1), 'a reply');
}

export function there<Value>(value: Value | undefined | null, what = 'It'): Value {
  if (value === undefined || value === null) throw new Error(`${what} is not there`);
  return value;
}
