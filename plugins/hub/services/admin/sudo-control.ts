import { InteractionHandler, type InteractionHandlerTypes } from '@sapphire/framework';
import { requireSudo, type CustomId, type Guarded, type InGuild } from 'roomkeeper';

/** What a piece of {@link SudoControl} is made with. */
export interface SudoControlOptions {
  readonly name: string;
  readonly type: InteractionHandlerTypes;
  readonly id: CustomId;
}

/** A button, select menu or form of hub's pages of `/sudo`. Each use is checked anew: sudo may have been lost since it was drawn. */
export abstract class SudoControl<Given extends Guarded> extends InteractionHandler {
  readonly #id: CustomId;

  public constructor(context: InteractionHandler.LoaderContext, { name, type, id }: SudoControlOptions) {
    super(context, { name, interactionHandlerType: type });
    this.#id = id;
  }

  public override parse(interaction: Guarded) {
    const args = 'customId' in interaction && this.accepts(interaction) ? this.#id.parse(interaction.customId) : null;
    return args ? this.some(args) : this.none();
  }

  public override async run(interaction: Given, args: readonly string[]): Promise<void> {
    await this.use(requireSudo(interaction), args);
  }

  /** Whether an interaction is of the kind that this control is: a client may send another under its custom id. */
  protected abstract accepts(interaction: Guarded): boolean;

  /** @param args - What the custom id holds, as a client sent it. */
  protected abstract use(interaction: InGuild<Given>, args: readonly string[]): Promise<void>;
}
