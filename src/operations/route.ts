/** A word of Discord's API, such as `channels`, `@me` or `bulk-delete`. */
const WORD = /^@?[a-z][a-z-]{0,30}$/;

/** What stands behind these words is no word of the API, whatever it looks like. */
const named: Readonly<Record<string, string>> = { reactions: ':emoji', invites: ':code', templates: ':code' };

/**
 * The route of a request, for a metric's label: `/channels/:id/messages`. Ids, emoji, queries and tokens are taken out, so that
 * there are few of them and nothing secret is in any.
 */
export function routeOf(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]+/, '').replace(/[?#].*$/s, '');
  const segments = path.replace(/^.*?\/v\d+(?=\/|$)/, '').split('/');
  const [, first = ''] = segments;
  return segments.map((segment, index) => plain(segment, segments[index - 1] ?? '', { first, index })).join('/');
}

function plain(segment: string, before: string, { first, index }: { first: string; index: number }): string {
  if (segment === '') return '';
  // `/webhooks/<id>/<token>` and `/interactions/<id>/<token>`: whoever has the token can write.
  if (index === 3 && (first === 'webhooks' || first === 'interactions')) return ':token';
  if (/^\d+$/.test(segment)) return ':id';
  return named[before] ?? (WORD.test(segment) ? segment : ':value');
}
