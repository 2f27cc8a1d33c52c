/** Bits that are known to be of one of Discord's bit fields. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller's field says which enum it is
export function asFlags<Flags extends number>(bits: number): Flags {
  return bits as Flags;
}

/** A bit field of Discord's with no bit set, for which its enum has no name. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- the caller's field says which enum it is
export function noFlags<Flags extends number>(): Flags {
  return 0 as Flags;
}
