const secret: ReadonlySet<string> = new Set(['token', 'interaction_token', 'webhook_token', 'session_id']);

/** A copy without tokens and session ids, which whoever has the page open has no use for. */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/[\w-]{60,}(?:\.[\w-]+)*/g, '…');
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(redact);
  const entries = Object.entries(value).map(([key, inner]) => [key, secret.has(key) ? '…' : redact(inner)]);
  return Object.fromEntries(entries) as unknown;
}
