/** Something that Discord would not have accepted from the bot, or would never have sent: one side or the other has a fault. */
export interface Violation {
  readonly kind:
    | 'request'
    | 'answer'
    | 'dispatch'
    /** The bot called what the sandbox does not know. */
    | 'unknown-route'
    /** The bot used a documented field that the sandbox does not act on. */
    | 'unhandled-field'
    /** A route's handler threw something that is no refusal. */
    | 'crash';
  /** The operation, such as `POST /guilds/{guild_id}/channels`, or the event, such as `GUILD_CREATE`. */
  readonly subject: string;
  readonly messages: readonly string[];
  /** Epoch milliseconds of the sandbox's clock. */
  readonly at: number;
}

/** Violations that no test has expected. */
export class UnexpectedViolationsError extends Error {
  override readonly name = 'UnexpectedViolationsError';
  public readonly violations: readonly Violation[];

  public constructor(violations: readonly Violation[]) {
    const lines = violations.map(({ kind, subject, messages }) => `- ${kind} of ${subject}: ${messages.join('; ')}`);
    super(`The sandbox saw ${violations.length} violation(s) that no test expected:\n${lines.join('\n')}`);
    this.violations = violations;
  }
}
