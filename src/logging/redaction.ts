import type { Config } from '../config/config.js';

/** What stands in place of a secret. */
const REDACTED = '[redacted]';

/** A known secret that is shorter is hidden only where its form gives it away: it would be found in half of all words. */
const SHORTEST = 6;

/** Secrets that are told by their form, known or not. What `$1` and `$2` hold stays. */
const forms: readonly (readonly [RegExp, string])[] = [
  // A bot's token: its id, a time and a signature.
  [/[\w-]{23,30}\.[\w-]{6,7}\.[\w-]{27,}/g, REDACTED],
  // Whoever has the token of an interaction or a webhook can write with it.
  [/(\/(?:interactions|webhooks)\/\d+\/)[^/?#"'\s\\]+/g, `$1${REDACTED}`],
  // The same by itself: it says of itself in base64 that it is one.
  [/aW50ZXJhY3Rpb246[\w-]+/g, REDACTED],
  // The password of an address.
  [/(\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'\\]{0,100}:)[^\s@"'\\]{1,500}@/gi, `$1${REDACTED}@`],
  [/\b(Bot|Bearer) [\w.-]{20,}/g, `$1 ${REDACTED}`],
];

/** Takes secrets out of a text. */
export type Redaction = (text: string) => string;

/** A redaction that knows these secrets, next to everything that is told by its form. */
export function redaction(secrets: readonly string[] = []): Redaction {
  const known = [...new Set(secrets.filter(({ length }) => length >= SHORTEST).flatMap(writtenWays))];
  // The longest first, so that of one that holds another nothing is left.
  const pattern = known.toSorted((one, other) => other.length - one.length).map(escaped);
  const literal = pattern.length === 0 ? null : new RegExp(pattern.join('|'), 'g');
  return (text) => {
    const withoutKnown = literal === null ? text : text.replace(literal, REDACTED);
    return forms.reduce((rest, [form, instead]) => rest.replace(form, instead), withoutKnown);
  };
}

/** What of a configuration nobody else may read. */
export function secretsOf({
  discord,
  database,
  redisUrl,
}: Pick<Config, 'discord' | 'database' | 'redisUrl'>): string[] {
  return [discord.token, passwordIn(database.url), passwordIn(redisUrl)].filter((secret) => secret !== undefined);
}

/** The same, as far as the environment itself says, for what goes wrong before there is a configuration. */
export function secretsIn(env: Readonly<Record<string, string | undefined>>): string[] {
  const found = [env['DISCORD_TOKEN']?.trim(), passwordIn(env['DATABASE_URL']), passwordIn(env['REDIS_URL'])];
  return found.filter((secret) => secret !== undefined);
}

function passwordIn(url: string | undefined): string | undefined {
  const password = url === undefined ? '' : (URL.parse(url.trim())?.password ?? '');
  return password === '' ? undefined : decoded(password);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

/** As it is, as a part of an address, and within JSON. */
function writtenWays(secret: string): string[] {
  return [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
