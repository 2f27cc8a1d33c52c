import type { Overwrite, PreviousOverwrite } from '../../domain/room.js';

/** An overwrite as JSON takes it: bits as decimal strings. */
export type StoredOverwrite = Readonly<Record<'id' | 'allow' | 'deny', string>> & Pick<Overwrite, 'type'>;
export type StoredPrevious = StoredOverwrite & { readonly changed: string; readonly existed: boolean };

export function encodeOverwrites(overwrites: readonly Overwrite[]): StoredOverwrite[] {
  return overwrites.map(({ id, type, allow, deny }) => ({ id, type, allow: String(allow), deny: String(deny) }));
}

export function decodeOverwrites(stored: readonly StoredOverwrite[]): Overwrite[] {
  return stored.map(({ id, type, allow, deny }) => ({ id, type, allow: BigInt(allow), deny: BigInt(deny) }));
}

export function encodePrevious(previous: readonly PreviousOverwrite[]): StoredPrevious[] {
  return previous.map(({ changed, existed, ...overwrite }) => ({
    ...overwrite,
    allow: String(overwrite.allow),
    deny: String(overwrite.deny),
    changed: String(changed),
    existed,
  }));
}

export function decodePrevious(stored: readonly StoredPrevious[]): PreviousOverwrite[] {
  return stored.map(({ changed, existed, allow, deny, ...target }) => ({
    ...target,
    allow: BigInt(allow),
    deny: BigInt(deny),
    changed: BigInt(changed),
    existed,
  }));
}
