/** What an edit may change: a field that is absent or undefined stays as it is. */
export type Changes<Record, Field extends keyof Record> = { readonly [F in Field]?: Record[F] | undefined };

/** The fields of an edit that are given. */
export function given<Record, Field extends keyof Record>(
  changes: Changes<Record, Field>,
): Partial<Pick<Record, Field>> {
  const entries = Object.entries(changes).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<Pick<Record, Field>>;
}

/** The fields of an edit that are given and differ from what the record holds. */
export function differing<Record extends object, Field extends keyof Record>(
  record: Record,
  changes: Changes<Record, Field>,
): Partial<Pick<Record, Field>> {
  const entries = Object.entries(given(changes)).filter(([field, value]) => value !== record[field as Field]);
  return Object.fromEntries(entries) as Partial<Pick<Record, Field>>;
}
