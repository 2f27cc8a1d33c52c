import type { Scene } from '../operation.js';
import type { House } from './house.js';

/** One guild's place in a house with others, which are played one after the other. */
export class Seat implements Scene {
  readonly #house: House;
  /** Since when the guild has been waiting for its turn. */
  #since: number | null = null;

  public constructor(house: House) {
    this.#house = house;
  }

  public get sandbox() {
    return this.#house.sandbox;
  }

  public get databaseUrl() {
    return this.#house.databaseUrl;
  }

  public get stored() {
    return this.#house.stored;
  }

  public now(): number {
    return this.#house.now();
  }

  /** Time that passes before its turn is part of that which passes in it. */
  public waits(): void {
    this.#since = this.now();
  }

  public async settle(): Promise<void> {
    await this.#house.settle();
  }

  public async pass(seconds: number): Promise<void> {
    const waited = this.#since === null ? 0 : (this.now() - this.#since) / 1000;
    this.#since = null;
    await this.#house.pass(Math.max(0, seconds - waited));
  }
}
