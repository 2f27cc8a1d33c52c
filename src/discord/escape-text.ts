/** Text that somebody chose, so that it shows as it was typed: on one line, without markdown, links or mentions. */
export function escapeText(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\*_~`|<>@#[\]():/-]/g, String.raw`\$&`);
}
