import type { InteractionHandle, MessageRecord, Person } from 'roomkeeper/sandbox';
import { TriggerScene, type TriggerSceneOptions } from './scene.js';

/** A component of a message or a form, as tests look at it. */
export interface Shown {
  readonly type: number;
  readonly content?: string;
  readonly label?: string;
  readonly value?: string;
  readonly disabled?: boolean;
  readonly custom_id?: string;
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly components?: readonly Shown[];
  readonly component?: Shown;
}

/** What people see of the commands. */
export class CommandScene {
  public readonly scene: TriggerScene;

  private constructor(scene: TriggerScene) {
    this.scene = scene;
  }

  public static async set(options: TriggerSceneOptions = {}): Promise<CommandScene> {
    return new CommandScene(await TriggerScene.set(options));
  }

  public strike(): Promise<void> {
    return this.scene.stage.strike();
  }

  /** Somebody, Olga unless told otherwise, uses a command. */
  public async slash(
    line: string,
    input: Parameters<Person['slash']>[1] = {},
    who: Person = this.scene.olga,
    options: Parameters<Person['slash']>[2] = {},
  ): Promise<InteractionHandle> {
    return this.#answered(await who.slash(line, input, { channel: this.scene.general, ...options }));
  }

  /** What they are told. */
  public async told(...use: Parameters<CommandScene['slash']>): Promise<string> {
    return textOf(await this.slash(...use));
  }

  /** What is offered while they type. */
  public async offered(
    line: string,
    option: string,
    typed: string,
    who: Person = this.scene.olga,
  ): Promise<readonly (string | number)[]> {
    const handle = await who.autocomplete(line, option, typed, {}, { channel: this.scene.general, force: true });
    await this.#answered(handle);
    return (handle.choices ?? []).map(({ value }) => value);
  }

  /** Presses the button with a label on the last answer. */
  public async press(
    handle: InteractionHandle,
    label: string,
    who: Person = this.scene.olga,
  ): Promise<InteractionHandle> {
    const message = messageOf(handle);
    const id = control(message, label);
    return this.#answered(await who.click(message, id));
  }

  /** Chooses an entry of the select menu that has such an entry. */
  public async choose(handle: InteractionHandle, menu: string, entry: string): Promise<InteractionHandle> {
    const message = messageOf(handle);
    const found = partsOf(message).find(({ custom_id: id, options }) => options !== undefined && id?.includes(menu));
    const value = found?.options?.find(({ label }) => label.includes(entry))?.value;
    if (found?.custom_id === undefined || value === undefined) throw new Error(`No entry ${entry} in ${menu}`);
    return this.#answered(await this.scene.olga.select(message, found.custom_id, [value]));
  }

  public async submit(
    handle: InteractionHandle,
    input: Parameters<Person['submit']>[1],
    options: Parameters<Person['submit']>[2] = {},
  ): Promise<InteractionHandle> {
    const { modal } = handle;
    if (modal === null) throw new Error(`There is no form, but: ${textOf(handle)}`);
    return this.#answered(await this.scene.olga.submit(modal, input, options));
  }

  async #answered(handle: InteractionHandle): Promise<InteractionHandle> {
    await handle.response();
    await this.scene.stage.settle();
    return handle;
  }
}

export function messageOf(handle: InteractionHandle): MessageRecord {
  const message = handle.replies.at(-1) ?? handle.original;
  if (!message) throw new Error('There is no answer');
  return message;
}

/** All components of the last answer, those in rows too. */
export function partsOf({ api }: MessageRecord): readonly Shown[] {
  const all = (parts: readonly Shown[]): readonly Shown[] =>
    parts.flatMap((part) => [part, ...all(part.components ?? [])]);
  return all((api.components ?? []) as readonly Shown[]);
}

/** All that the last answer says. */
export function textOf(handle: InteractionHandle): string {
  const message = messageOf(handle);
  return [message.api.content, ...partsOf(message).map(({ content }) => content ?? '')]
    .filter((text) => text !== '')
    .join('\n');
}

/** The labels of the buttons of the last answer. */
export function buttonsOf(handle: InteractionHandle): readonly string[] {
  return partsOf(messageOf(handle)).flatMap(({ type, label }) => (type === 2 && label !== undefined ? [label] : []));
}

/** The fields of a form, with what stands in them. */
export function fieldsOf({ modal }: InteractionHandle): Readonly<Record<string, string>> {
  const parts = JSON.parse(JSON.stringify(modal?.data.components ?? [])) as readonly Shown[];
  return Object.fromEntries(parts.map(({ component }) => [component?.custom_id ?? '', component?.value ?? '']));
}

function control(message: MessageRecord, label: string): string {
  const found = partsOf(message).find((part) => part.label === label && part.disabled !== true);
  if (found?.custom_id === undefined) {
    throw new Error(
      `No button ${label}, but ${partsOf(message)
        .map((part) => part.label ?? '')
        .join(', ')}`,
    );
  }
  return found.custom_id;
}
