/**
 * As many of `lines` as fit into `limit` characters with a line break each, in order and whole; where some are left out, the last line says how
 * many. A limit too small for even that line leaves that line alone.
 */
export function fitted(lines: readonly string[], limit: number, more: (count: number) => string): readonly string[] {
  let used = lines.reduce((sum, line) => sum + line.length + 1, 0);
  if (used <= limit) return lines;
  for (let shown = lines.length - 1; shown > 0; shown -= 1) {
    used -= (lines[shown]?.length ?? 0) + 1;
    const last = more(lines.length - shown);
    if (used + last.length + 1 <= limit) return [...lines.slice(0, shown), last];
  }
  return [more(lines.length)];
}
