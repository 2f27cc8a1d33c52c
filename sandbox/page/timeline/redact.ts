const secretKeys: ReadonlySet<string> = new Set(['token', 'interaction_token', 'webhook_token', 'session_id']);
/** Tokens of interactions, which stand in paths. */
const long = /[\w-]{60,}/g;

/** Takes out what whoever has the page open has no use for: tokens, session ids, and whatever is named as secret. */
export class Redaction {
  readonly #secrets: readonly string[];

  /** @param secrets - Texts that must not be shown, wherever they stand. */
  public constructor(secrets: readonly string[]) {
    this.#secrets = secrets;
  }

  /** A text without secrets. */
  public text(text: string): string {
    return this.#secrets.reduce((left, secret) => left.replaceAll(secret, '…'), text).replaceAll(long, '…');
  }

  /** A copy of any JSON without secrets. */
  public value(value: unknown): unknown {
    if (typeof value === 'string') return this.text(value);
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((inner) => this.value(inner));
    const entries = Object.entries(value).map(([key, inner]) => [key, secretKeys.has(key) ? '…' : this.value(inner)]);
    return Object.fromEntries(entries) as unknown;
  }
}
