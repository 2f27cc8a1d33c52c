const said = new Set<string>();

/** Has something said at the end of `npm test`, right before the count. Once, however often it is called. */
export function notice(text: string): void {
  said.add(text);
}

/** What is to be said. */
export function notices(): readonly string[] {
  return [...said];
}
