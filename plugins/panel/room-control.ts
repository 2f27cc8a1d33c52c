import { InteractionHandler, type InteractionHandlerTypes } from '@sapphire/framework';
import type { CustomId } from 'roomkeeper';
import type { Click } from './services/clicks.js';

/** Which control a handler is for. */
export interface RoomControlOptions {
  /** Of the piece, with the plugin's prefix. */
  readonly name: string;
  readonly type: InteractionHandlerTypes;
  readonly id: CustomId;
}

/** A handler of one control of panels. Its custom id names a room first; what else it holds is checked where it is used. */
export abstract class RoomControl<Kind extends Click> extends InteractionHandler {
  readonly #id: CustomId;

  public constructor(context: InteractionHandler.LoaderContext, { name, type, id }: RoomControlOptions) {
    super(context, { name, interactionHandlerType: type });
    this.#id = id;
  }

  public override parse(interaction: Kind) {
    const args = this.#id.parse(interaction.customId);
    return args && /^\d{17,20}$/.test(args[0] ?? '') ? this.some(args) : this.none();
  }

  /** @param args - Of the custom id: the room's voice channel first. */
  public abstract override run(interaction: Kind, args: readonly string[]): Promise<void>;
}
