/**
 * A request has a documented field that its handler does nothing with. Discord would act on it, so to pass over it would let
 * a test succeed that fails in the world. The server names the operation when it reports this as a violation.
 */
export class UnhandledFieldError extends Error {
  override readonly name = 'UnhandledFieldError';
  public readonly field: string;

  public constructor(field: string) {
    super(`The sandbox does not handle the field "${field}" of this operation`);
    this.field = field;
  }
}

/** What discord.js leaves in its bodies although Discord knows no such field and ignores it. */
const ignoredByDiscord: ReadonlySet<string> = new Set(['communicationDisabledUntil']);

/**
 * Makes sure that a handler deals with every field of the body it was sent.
 *
 * @param supported - The fields that the handler acts on, or knowingly passes over because they change nothing here.
 * @throws {UnhandledFieldError} for the first field that is neither
 */
export function refuseUnhandled(body: unknown, supported: readonly string[]): void {
  if (typeof body !== 'object' || body === null) return;
  const unhandled = Object.entries(body).find(
    ([field, value]) => value !== undefined && !supported.includes(field) && !ignoredByDiscord.has(field),
  );
  if (unhandled) throw new UnhandledFieldError(unhandled[0]);
}
