/** Every sentence of hub that a user can see, but for those of `/sudo`, which stand in `sudo-messages.ts`. */

/** What there is not while the presence intent is switched off; `/status` shows it. */
export const WITHOUT_PRESENCE = 'Rooms are not named after games, they keep their fallback names.';

/** A name that somebody chose, so that it shows as it was typed: no markdown, no links, no mentions. */
export function escape(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\*_~`|<>@#[\]():/-]/g, String.raw`\$&`);
}

/** A moment as each reader's client shows it, such as `in 5 minutes`. */
export function relative(at: number): string {
  return `<t:${Math.floor(at / 1000)}:R>`;
}
