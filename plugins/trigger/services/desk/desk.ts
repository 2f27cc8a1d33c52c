import { UserError } from '@sapphire/framework';
import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { respond, respondByUpdate, type Clock } from 'roomkeeper';
import { draft as words } from '../../form-messages.js';
import { formOf } from '../../views/forms.js';
import type { View } from '../../views/components.js';
import { expiredView, refusalView, unexpectedView, type Kept } from '../../views/refusal-view.js';
import { DRAFT_LIFE_MS, type Drafts } from './drafts.js';
import { asksForm, fieldsOf, type Line } from './fields.js';
import { givenIn, type Given } from './given.js';
import type { Order } from './order.js';
import { refused } from './refusing.js';

/** Does what was filled in. @throws {UserError} for what cannot be: the message says why. */
export type Work = (order: Order) => Promise<View>;

export interface DeskParts {
  readonly clock: Clock;
  readonly drafts: Drafts;
  readonly works: Readonly<Record<Line, Work>>;
  /** What is wrong with the options themselves, before a form is opened. @throws {UserError} */
  readonly check: (line: Line, order: Order) => void;
}

interface Filled {
  readonly line: Line;
  readonly order: Order;
}

/**
 * Where commands and forms come in. What is refused comes back with all that was typed and with a button that opens it again:
 * nothing that somebody typed is lost.
 */
export class Desk {
  readonly #parts: DeskParts;

  public constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  /** A command that is filled in. Opens a form where it is not. */
  public async command(interaction: ChatInputCommandInteraction<'cached'>, line: Line): Promise<void> {
    const order = orderOf(interaction, givenIn(interaction));
    if (!asksForm(line, order.given)) {
      return this.#answer({ line, order }, null, (work) => respond(interaction, work));
    }
    try {
      this.#parts.check(line, order);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const { message } = error;
      return respond(interaction, async () => refusalView(message, order.given, this.#kept({ line, order }, null)));
    }
    return this.open(interaction, line, order.given);
  }

  /** Opens a form that has what is given in it. */
  public async open(
    interaction: Exclude<Parameters<typeof orderOf>[0], ModalSubmitInteraction>,
    line: Line,
    given: Given,
    draftId?: string,
  ): Promise<void> {
    const { guildId, user } = interaction;
    const id = this.#parts.drafts.keep({ line, guildId, userId: user.id, given }, draftId);
    if (interaction.deferred || interaction.replied) throw refused(words.tooLate);
    await interaction.showModal(formOf(line, given, id));
  }

  /** A form that is sent. */
  public async sent(interaction: ModalSubmitInteraction<'cached'>, draftId: string): Promise<void> {
    const typed = fieldsIn(interaction);
    const draft = this.#parts.drafts.of(draftId, { guildId: interaction.guildId, userId: interaction.user.id });
    if (draft === null || draft.line === 'trigger test') return respond(interaction, async () => expiredView(typed));
    const filled = { line: draft.line, order: orderOf(interaction, merged(draft.given, typed)) };
    return this.#answer(filled, draftId, (work) =>
      interaction.isFromMessage() ? respondByUpdate(interaction, work) : respond(interaction, work),
    );
  }

  /** "Edit again". @throws {UserError} when it was kept for too long. */
  public async again(interaction: ButtonInteraction<'cached'>, draftId: string): Promise<void> {
    const draft = this.#parts.drafts.of(draftId, { guildId: interaction.guildId, userId: interaction.user.id });
    if (draft === null || draft.line === 'trigger test') throw refused(words.expiredAgain);
    return this.open(interaction, draft.line, draft.given, draftId);
  }

  async #answer(
    filled: Filled,
    draftId: string | null,
    respondWith: (work: () => Promise<View>) => Promise<void>,
  ): Promise<void> {
    let unexpected: unknown;
    await respondWith(async () => {
      try {
        const done = await this.#parts.works[filled.line](filled.order);
        if (draftId !== null) this.#parts.drafts.forget(draftId);
        return done;
      } catch (error) {
        const { given } = filled.order;
        const kept = this.#kept(filled, draftId);
        if (error instanceof UserError) return refusalView(error.message, given, kept);
        unexpected = error;
        return unexpectedView(given, kept);
      }
    });
    // Core says below it what became of it, and gives it a number that the log has too.
    if (unexpected !== undefined) throw unexpected;
  }

  /** Keeps what was filled in; null where no form could mend it. */
  #kept({ line, order: { guild, member, given } }: Filled, draftId: string | null): Kept | null {
    if (fieldsOf(line, given).length === 0) return null;
    const { drafts, clock } = this.#parts;
    const id = drafts.keep({ line, guildId: guild.id, userId: member.id, given }, draftId ?? undefined);
    return { draftId: id, until: clock.now() + DRAFT_LIFE_MS };
  }
}

/** What somebody wants, as one of the guild. */
export function orderOf(
  interaction:
    | ChatInputCommandInteraction<'cached'>
    | ButtonInteraction<'cached'>
    | StringSelectMenuInteraction<'cached'>
    | ModalSubmitInteraction<'cached'>,
  given: Given,
): Order {
  const { guild, member, channelId } = interaction;
  return { guild, member, channelId: channelId ?? '', given };
}

/** What was filled in, with what a form has of it now. The command's `text` is in the form's fields. An emptied option is left out. */
function merged({ text, ...given }: Given, typed: Given): Given {
  const before = text === undefined || 'texts_1' in typed ? given : { ...given, text };
  const entries = Object.entries({ ...before, ...typed });
  return Object.fromEntries(
    entries.filter(([name, value]) => value !== '' || name === 'name' || (name === 'parameter' && name in given)),
  );
}

function fieldsIn({ fields }: ModalSubmitInteraction): Given {
  return Object.fromEntries(
    [...fields.fields.values()].flatMap((field) => ('value' in field ? [[field.customId, field.value ?? '']] : [])),
  );
}
