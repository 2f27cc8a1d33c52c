import { GatewayDispatchEvents, InteractionType } from 'discord-api-types/v10';
import type { Dispatch } from '../../store/world.js';

/** What an interaction was, in a person's eyes. */
export interface InteractionNote {
  readonly kind: 'command' | 'component' | 'modal' | 'autocomplete';
  /** Of a command: its name with its subcommands. */
  readonly label: string;
  /** Of a component: the message that it is on. */
  readonly message: string | null;
  /** Of a component or a modal. */
  readonly customId: string | null;
}

interface Option {
  readonly name: string;
  readonly type: number;
  readonly options?: readonly Option[];
}

interface InteractionData {
  readonly id: string;
  readonly type: InteractionType;
  readonly data?: { readonly name?: string; readonly custom_id?: string; readonly options?: readonly Option[] };
  readonly message?: { readonly id: string };
}

const kinds = new Map<InteractionType, InteractionNote['kind']>([
  [InteractionType.ApplicationCommand, 'command'],
  [InteractionType.ApplicationCommandAutocomplete, 'autocomplete'],
  [InteractionType.MessageComponent, 'component'],
  [InteractionType.ModalSubmit, 'modal'],
]);

/** So many interactions are remembered. */
const LIMIT = 10_000;
const SUBCOMMAND_GROUP = 2;

/** Remembers what people have used, for "Ada used /voice lock" above an answer that outlives the interaction. */
export class InteractionNotes {
  readonly #notes = new Map<string, InteractionNote>();

  /** Takes note of what has happened. */
  public hear({ event, data }: Dispatch): void {
    if (event !== GatewayDispatchEvents.InteractionCreate) return;
    const { id, type, data: used, message } = data as InteractionData;
    const [oldest] = this.#notes.keys();
    if (this.#notes.size >= LIMIT && oldest !== undefined) this.#notes.delete(oldest);
    this.#notes.set(id, {
      kind: kinds.get(type) ?? 'command',
      label: used?.name === undefined ? '' : lineOf(used.name, used.options ?? []),
      message: type === InteractionType.MessageComponent ? (message?.id ?? null) : null,
      customId: used?.custom_id ?? null,
    });
  }

  public get(interactionId: string): InteractionNote | null {
    return this.#notes.get(interactionId) ?? null;
  }
}

function lineOf(name: string, options: readonly Option[]): string {
  const [first] = options;
  const isContainer = first !== undefined && first.type <= SUBCOMMAND_GROUP;
  return isContainer ? `${name} ${lineOf(first.name, first.options ?? [])}` : name;
}
