import type { APIApplicationCommandOptionChoice } from 'discord-api-types/v10';
import { isPresent } from '../store/interaction-messages.js';
import type { InteractionAnswer, InteractionRecord, ModalRecord } from '../store/interaction-record.js';
import type { MessageRecord } from '../store/records.js';

/** "This interaction failed": the bot did not answer in time. */
export class InteractionFailedError extends Error {
  override readonly name = 'InteractionFailedError';

  public constructor(id: string) {
    super(`The bot did not answer interaction ${id} within 3 s`);
  }
}

/** What a person sees become of what he did. */
export class InteractionHandle {
  public readonly record: InteractionRecord;

  public constructor(record: InteractionRecord) {
    this.record = record;
  }

  public get id(): string {
    return this.record.id;
  }

  public get token(): string {
    return this.record.token;
  }

  /** Whether the bot has answered. */
  public get acknowledged(): boolean {
    return this.record.state === 'answered';
  }

  /** Whether the person has been told that the interaction failed. */
  public get failed(): boolean {
    return this.record.state === 'failed';
  }

  /** The reply that stands as the first answer (of a component without a reply of its own: its message), if there is one. */
  public get original(): MessageRecord | null {
    const { original } = this.record;
    return original && isPresent(this.record, original) ? original : null;
  }

  /** The bot's replies in order, follow-ups included, as edited by now and without deleted ones. */
  public get replies(): MessageRecord[] {
    return this.record.replies.filter((reply) => isPresent(this.record, reply));
  }

  /** The modal that the bot answered with. */
  public get modal(): ModalRecord | null {
    return this.record.answer?.modal ?? null;
  }

  /** What the bot offers for an autocomplete. */
  public get choices(): readonly APIApplicationCommandOptionChoice[] | null {
    return this.record.answer?.choices ?? null;
  }

  /**
   * The bot's first answer.
   *
   * @throws {InteractionFailedError} when 3 s of the clock have passed without one
   */
  public async response(): Promise<InteractionAnswer> {
    await this.record.settled;
    if (!this.record.answer) throw new InteractionFailedError(this.id);
    return this.record.answer;
  }
}
