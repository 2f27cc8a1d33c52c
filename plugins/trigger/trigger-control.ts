import { InteractionHandler, UserError, type InteractionHandlerTypes } from '@sapphire/framework';
import type { BaseInteraction, ButtonInteraction, StringSelectMenuInteraction } from 'discord.js';
import { respondByUpdate, use, type CustomId, type Guarded, type InGuild } from 'roomkeeper';
import { listed, type Listed, type Shown } from './custom-ids.js';
import { control } from './messages.js';
import { trigger } from './plugin.js';
import { view, type View } from './views/components.js';

/** Which control a handler is for. */
export interface TriggerControlOptions {
  /** Of the piece, with the plugin's prefix. */
  readonly name: string;
  readonly type: InteractionHandlerTypes;
  readonly id: CustomId;
  /** Whether rights are left to what is done with it: a refusal then comes with what was typed. */
  readonly checksLater?: boolean;
}

/** A handler of one control, for those who manage the server: rights are checked at each use. */
export abstract class TriggerControl<Kind extends Guarded & { readonly customId: string }> extends InteractionHandler {
  readonly #id: CustomId;
  readonly #checksLater: boolean;

  public constructor(
    context: InteractionHandler.LoaderContext,
    { name, type, id, checksLater = false }: TriggerControlOptions,
  ) {
    super(context, { name, interactionHandlerType: type });
    this.#id = id;
    this.#checksLater = checksLater;
  }

  public override parse(interaction: Kind) {
    const args = this.#id.parse(interaction.customId);
    return args ? this.some(args) : this.none();
  }

  public override async run(interaction: Kind, args: readonly string[]): Promise<void> {
    const given: BaseInteraction = interaction;
    if (!given.inCachedGuild()) throw new UserError({ identifier: 'trigger.not-here', message: control.notHere });
    if (!this.#checksLater) use(trigger).admin.requireManager(given.member);
    // The compiler cannot follow the narrowing into the type of each kind of interaction.
    await this.use(interaction as unknown as InGuild<Kind>, args);
  }

  /** @param args - Of the custom id: what a client sent. Checked where they are used. */
  protected abstract use(interaction: InGuild<Kind>, args: readonly string[]): Promise<void>;
}

/** Puts what `work` gives in place of the message that was clicked: also the sentence that says that something is gone. */
export function update(
  interaction: ButtonInteraction | StringSelectMenuInteraction,
  work: () => Promise<View>,
): Promise<void> {
  return respondByUpdate(interaction, async () => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof UserError && error.identifier === 'trigger.gone') return view([error.message]);
      throw error;
    }
  });
}

/** @throws {UserError} for what is not known. */
export function listedIn(what: string | undefined): Listed {
  const found = listed.find((one) => one === what);
  if (found === undefined) throw new UserError({ identifier: 'trigger.stale', message: control.stale });
  return found;
}

export function shownIn(what: string | undefined): Shown {
  const found = listedIn(what);
  if (found === 'blacklist') throw new UserError({ identifier: 'trigger.stale', message: control.stale });
  return found;
}

/** The number in an argument; 0, which nothing has, for what is none. */
export function numberOf(text: string | undefined): number {
  return /^\d{1,9}$/.test(text ?? '') ? Number(text) : 0;
}
