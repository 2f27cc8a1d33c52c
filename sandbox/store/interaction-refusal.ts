/** Why a person's client would not let him do it. */
export type InteractionRefusal =
  | 'unknownCommand'
  | 'notAllowed'
  | 'unknownOption'
  | 'missingOption'
  | 'badValue'
  | 'cannotSee'
  | 'messageGone'
  | 'unknownComponent'
  | 'disabled'
  | 'modalClosed';

/** A person's client would not send this interaction. Nothing has reached the bot. */
export class InteractionRefusedError extends Error {
  override readonly name = 'InteractionRefusedError';
  public readonly refusal: InteractionRefusal;

  public constructor(refusal: InteractionRefusal, what: string) {
    super(`Discord's client refuses this (${refusal}): ${what}`);
    this.refusal = refusal;
  }
}
