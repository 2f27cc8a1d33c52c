import type { Overwrite, Snowflake } from './room.js';

/** Overwrites under construction: one for each target, no bit both allowed and denied. */
export class OverwriteSet {
  readonly #overwrites: Map<Snowflake, Overwrite>;

  public constructor(start: readonly Overwrite[]) {
    this.#overwrites = new Map(start.map((overwrite) => [overwrite.id, overwrite]));
  }

  public allow(type: Overwrite['type'], id: Snowflake, bits: bigint): void {
    this.#change(type, id, bits, ({ allow, deny }) => ({ allow: allow | bits, deny: deny & ~bits }));
  }

  public deny(type: Overwrite['type'], id: Snowflake, bits: bigint): void {
    this.#change(type, id, bits, ({ allow, deny }) => ({ allow: allow & ~bits, deny: deny | bits }));
  }

  /** Neither allows nor denies `bits`. */
  public clear(type: Overwrite['type'], id: Snowflake, bits: bigint): void {
    this.#change(type, id, bits, ({ allow, deny }) => ({ allow: allow & ~bits, deny: deny & ~bits }));
  }

  public list(): readonly Overwrite[] {
    return [...this.#overwrites.values()];
  }

  #change(type: Overwrite['type'], id: Snowflake, bits: bigint, change: (bits: Bits) => Bits): void {
    if (bits === 0n) return;
    this.#overwrites.set(id, { id, type, ...change(this.#overwrites.get(id) ?? { allow: 0n, deny: 0n }) });
  }
}

type Bits = Pick<Overwrite, 'allow' | 'deny'>;
