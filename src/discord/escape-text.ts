// Control characters but for tabs and line breaks, lone surrogates, and whatever turns the direction of writing around: of all that
// comes behind it, too. Marks of direction and joiners stay, for names in Arabic, Hebrew and Indic scripts, and emoji, need them.
const unshown = /[[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]--[\t\n\r]]/gv;

/** Text that somebody chose, without what nobody sees and what would change how the text behind it shows. For code and its blocks. */
export function plainText(text: string): string {
  return text.replaceAll(unshown, '');
}

/**
 * Text that somebody chose, so that it shows as it was typed: on one line, without markdown, links or mentions, and without
 * characters that would change how the text around it shows.
 */
export function escapeText(text: string): string {
  const line = plainText(text).replaceAll(/\s+/g, ' ');
  return line.replaceAll(/[\\*_~`|<>@#[\]():/-]/g, String.raw`\$&`);
}
