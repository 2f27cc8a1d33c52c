import type { InteractionHandle } from './people/interaction-handle.js';
import type { Person } from './people/person.js';
import { componentsOf, type ShownComponent } from './shown-message.js';
import type { ModalRecord } from './store/interaction-record.js';
import type { Entity } from './store/interaction-resolved.js';
import type { MessageRecord } from './store/records.js';

/** What was typed cannot be done. The message says why, and what to type instead. */
export class TypedActError extends Error {
  override readonly name = 'TypedActError';
}

/** Buttons, selects and forms, used by what they are called. */
export class TypedControls {
  readonly #entity: (name: string) => Entity;
  /** The last message that each person was shown, and the last form that opened for them, by user id. */
  readonly #shown = new Map<string, MessageRecord>();
  readonly #forms = new Map<string, ModalRecord>();

  public constructor(entity: (name: string) => Entity) {
    this.#entity = entity;
  }

  public shown(person: Person, message: MessageRecord): void {
    this.#shown.set(person.id, message);
  }

  public opened(person: Person, form: ModalRecord): void {
    this.#forms.set(person.id, form);
  }

  public click(person: Person, label: string): Promise<InteractionHandle> {
    const message = this.#messageOf(person);
    const { customId } = found(componentsOf(message.api), 'button', label);
    return person.click(message, customId ?? '');
  }

  /** The select's name may be left out where the message has only one. */
  public choose(person: Person, args: readonly string[]): Promise<InteractionHandle> {
    const message = this.#messageOf(person);
    const selects = componentsOf(message.api).filter(({ kind }) => kind === 'select');
    const [first = '', ...others] = args;
    const named = others.length > 0 || selects.length !== 1;
    const select = named ? found(selects, 'select', first) : (selects[0] ?? found(selects, 'select', first));
    const values = (named ? others : args).map((value) => this.#valueOf(select, value));
    return person.select(message, select.customId ?? '', values);
  }

  public fill(person: Person, values: readonly string[]): Promise<InteractionHandle> {
    const form = this.#forms.get(person.id);
    if (!form) throw new TypedActError(`No form has opened for ${person.name} yet.`);
    const fields = componentsOf(form.data).filter(({ kind }) => kind !== 'text');
    const entered = fields.flatMap((field, index) => {
      const value = values[index];
      if (value === undefined || field.customId === null) return [];
      return [[field.customId, field.kind === 'field' ? value : [this.#valueOf(field, value)]] as const];
    });
    return person.submit(form, Object.fromEntries(entered));
  }

  #valueOf({ options }: ShownComponent, typed: string): string | Entity {
    if (options.length === 0) return this.#entity(typed);
    const option = options.find(({ label, value }) => matches(label, typed) || value === typed);
    if (option) return option.value;
    throw new TypedActError(`There is no entry "${typed}". There are ${options.map(({ label }) => label).join(', ')}.`);
  }

  #messageOf(person: Person): MessageRecord {
    const message = this.#shown.get(person.id);
    if (message) return message;
    const name = person.name.toLowerCase();
    throw new TypedActError(`${person.name} has been shown no message yet. Type "look ${name}" first.`);
  }
}

function found(components: readonly ShownComponent[], kind: ShownComponent['kind'], typed: string): ShownComponent {
  const all = components.filter((one) => one.kind === kind);
  const one = all.find(({ label, customId }) => matches(label, typed) || customId === typed);
  if (one) return one;
  const names = all.map(({ label }) => label).join(', ') || 'none';
  throw new TypedActError(`The message has no ${kind} "${typed}". It has ${names}.`);
}

/** Emoji and dots around a label need not be typed. */
function matches(label: string, typed: string): boolean {
  const plain = (text: string): string =>
    text
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} ]/gu, '')
      .trim();
  return plain(label) === plain(typed) || (plain(typed) !== '' && plain(label).startsWith(plain(typed)));
}
