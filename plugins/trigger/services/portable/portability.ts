import type { Guild, GuildMember } from 'discord.js';
import type { Difference, ImportMode } from '../../domain/import-diff.js';
import { changesNothing } from '../../domain/import-diff.js';
import { exported, type Portable } from '../../domain/portable.js';
import { portability } from '../../portable-messages.js';
import { requireManager } from '../admin/rights.js';
import { menusOf, type AdminParts } from '../admin/surroundings.js';
import { FaultyFileError } from './import-faults.js';
import { writeImport, type Written } from './import-writing.js';
import { planned, type ImportFile, type ImportPlan } from './planning.js';
import { readFile } from './reading.js';
import { fileText } from './writing.js';

export type PortabilityParts = Pick<AdminParts, 'context' | 'catalogue' | 'changes' | 'limits' | 'engine' | 'armed'>;

/** How an import ended. */
export type ImportEnd =
  | { readonly kind: 'done'; readonly difference: Difference }
  /** Nothing was written: the guild is not any more as it was when the plan was shown. */
  | { readonly kind: 'differs' | 'nothing'; readonly plan: ImportPlan };

/** What a guild has as a file, and back. What is refused is a `UserError` `trigger.<what>`, and nothing is changed then. */
export class Portability {
  readonly #parts: PortabilityParts;

  public constructor(parts: PortabilityParts) {
    this.#parts = parts;
  }

  public async export(guild: Guild): Promise<{ readonly text: string; readonly portable: Portable }> {
    const { catalogue, context } = this.#parts;
    const portable = exported(await catalogue.of(guild.id), context.clock.now());
    return { text: fileText(portable, guild.name), portable };
  }

  /** @throws {FaultyFileError} for whatever is no file of triggers. */
  public read(bytes: Uint8Array, mode: ImportMode): ImportFile {
    const reading = readFile(bytes);
    if (!reading.ok) throw new FaultyFileError(reading.faults);
    const { portable, lineOf } = reading;
    return { portable, lineOf, mode };
  }

  /** What an import would do. Changes nothing. */
  public async plan(by: GuildMember, file: ImportFile): Promise<ImportPlan> {
    requireManager(by);
    const { catalogue, context, engine, limits } = this.#parts;
    const state = await catalogue.of(by.guild.id);
    const menus = await menusOf(context.orm.em.fork(), by.guild.id);
    return planned(by, file, { state, menus, now: context.clock.now(), engine, limits });
  }

  /**
   * Imports a file whose plan was shown, in one unit of work: all of it or nothing. It is checked anew.
   *
   * @param mark - Of that plan: where it would be another by now, nothing is written.
   */
  public async import(by: GuildMember, file: ImportFile, mark: string): Promise<ImportEnd> {
    requireManager(by);
    const { changes, engine, limits } = this.#parts;
    const writer = { guildId: by.guild.id, ownerId: by.id };
    const { plan, written } = await changes.change(by.guild.id, async (change) => {
      const menus = await menusOf(change.em, by.guild.id);
      const fresh = planned(by, file, { ...change, menus, engine, limits });
      const write = fresh.mark === mark && !changesNothing(fresh.difference);
      return { plan: fresh, written: write ? await writeImport(change, fresh, writer) : null };
    });
    if (written === null) return { kind: changesNothing(plan.difference) ? 'nothing' : 'differs', plan };
    await this.#arm(by.guild.id, written);
    await this.#tell(by, file.mode, plan.difference);
    return { kind: 'done', difference: plan.difference };
  }

  async #arm(guildId: string, { saved, dropped }: Written): Promise<void> {
    const { catalogue, armed } = this.#parts;
    const { triggers } = await catalogue.of(guildId);
    for (const trigger of dropped) await armed.dropped(trigger);
    const fresh = new Set(saved);
    await armed.savedAll(triggers.filter(({ id }) => fresh.has(id)));
  }

  async #tell({ guild, id: actorId }: GuildMember, mode: ImportMode, difference: Difference): Promise<void> {
    const text = portability.logged(mode, sums(difference));
    await this.#parts.context.guildLog.write({ guildId: guild.id, actorId, action: 'trigger.imported', text });
  }
}

/** What was done, one sentence for each list that changed. */
export function sums({ groups, actions, triggers }: Difference): readonly string[] {
  const lists = [
    portability.sum('triggers', triggers),
    portability.sum('actions', actions),
    portability.sum('groups', groups),
  ];
  return lists.filter((sum) => sum !== null);
}
