/** A line of its own between two texts that are typed into one field. */
const border = /^[ \t]*---[ \t]*$/m;
const BORDER = '\n---\n';

/** The texts in a field: one, or several with a line of `---` between them. Empty ones are left out. */
export function splitTexts(field: string): readonly string[] {
  return field
    .replaceAll('\r\n', '\n')
    .split(border)
    .map((text) => text.trim())
    .filter((text) => text !== '');
}

/** Texts that were split, in fields again: as few as they fit into, in order. */
export function packedTexts(texts: readonly string[], limit: number): readonly string[] {
  const fields: string[] = [];
  for (const text of texts) {
    const last = fields.at(-1);
    if (last === undefined || last.length + BORDER.length + text.length > limit) fields.push(text);
    else fields[fields.length - 1] = `${last}${BORDER}${text}`;
  }
  return fields;
}
