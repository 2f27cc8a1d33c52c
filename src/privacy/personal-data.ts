import type { PluginContext } from '../plugins/definition.js';

/** The id that stands where the id of somebody stood who had their data deleted. Discord gives it to nobody. */
export const NOBODY = '0';

/** Something that is stored about a person, as JSON takes it. Holds nothing of anybody else. */
export interface PersonalRow {
  /** The table that it is from. */
  readonly table: string;
  readonly [column: string]: unknown;
}

/** Whose data are deleted. */
export interface Erasure {
  readonly userId: string;
  /**
   * What becomes of what others have set against the person: blocks, entries of a blacklist, denied channels. `keep` when
   * people delete their own data, for else everybody could lift what keeps them out; `erase` when the bot's owner does it
   * for somebody, and nothing may be left.
   */
  readonly restrictions: 'keep' | 'erase';
}

/**
 * What a plugin stores about people. The hooks are called for every *installed* plugin: `api` is undefined while it is not
 * enabled, and its rows are dealt with all the same. They are idempotent, and cover all guilds.
 */
export interface PersonalData<Api> {
  /**
   * What is stored, for what and until when: one sentence for members each, which `/privacy about` shows. Empty: nothing.
   */
  readonly stored: readonly string[];
  /** What a person loses when it is deleted, a sentence each: asked about before it is done. */
  readonly lost?: readonly string[];
  /** All that is stored about a person. Absent: nothing is. */
  export?(context: PluginContext, api: Api | undefined, userId: string): Promise<readonly PersonalRow[]>;
  /**
   * Deletes what is stored about a person, or puts {@link NOBODY} in the place of their id where a row is of use to others; in memory too.
   *
   * @returns a sentence for the person for each thing that had to stay, which says when it goes. Empty: nothing is left.
   */
  erase?(context: PluginContext, api: Api | undefined, erasure: Erasure): Promise<readonly string[]>;
}
