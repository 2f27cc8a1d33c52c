import type { GuildMember } from 'discord.js';
import { checkedImport } from '../../domain/import-check.js';
import { afterImport, difference, type Difference, type ImportMode } from '../../domain/import-diff.js';
import type { ImportSet } from '../../domain/import-set.js';
import type { Limits } from '../../domain/limits.js';
import { nameKey } from '../../domain/names.js';
import { exported, type Portable } from '../../domain/portable.js';
import type { RegexEngine } from '../../domain/regex.js';
import type { Moment, Trigger } from '../../domain/trigger.js';
import { living } from '../admin/lookup.js';
import { demand } from '../admin/rights.js';
import type { Menu } from '../admin/surroundings.js';
import type { GuildState } from '../store/guild-state.js';
import { FaultyFileError, ImportFaults, twiceInFile } from './import-faults.js';
import { fieldsTouched, lackingForImport, placeFaults, surroundingFaults, type Touched } from './import-rules.js';
import type { LineOf } from './reading.js';

/** A file that has been read, and what is to be done with it. */
export interface ImportFile {
  readonly portable: Portable;
  readonly lineOf: LineOf;
  readonly mode: ImportMode;
}

export interface Planning {
  readonly state: Pick<GuildState, 'triggers' | 'actions' | 'groups'>;
  readonly menus: readonly Menu[];
  readonly now: Moment;
  readonly engine: RegexEngine;
  readonly limits: Limits;
}

/** What an import would do to a guild as it is. */
export interface ImportPlan {
  readonly difference: Difference;
  /** What the guild would have. */
  readonly set: ImportSet;
  /** The waiting oneshots that would have nothing to run any more. */
  readonly lost: readonly Trigger[];
  /** The same text for the same changes of the same things. */
  readonly mark: string;
}

/**
 * What importing a file would do: it is checked as a whole, together with what of the guild would stay, and against the
 * rights of whoever imports, for all that would be new or changed and for whatever comes to run that.
 *
 * @throws {FaultyFileError} with everything that is wrong, or `trigger.rights` with all rights that are missing.
 */
export function planned(by: GuildMember, { portable, lineOf, mode }: ImportFile, planning: Planning): ImportPlan {
  const { state, menus, now, engine, limits } = planning;
  const current = exported(state, now);
  const next = afterImport(current, portable, mode);
  const where = new ImportFaults(portable, next, lineOf);
  const twice = twiceInFile(portable, lineOf);
  const check = checkedImport(next, { guildId: by.guild.id, engine, limits, now, current });
  if (!check.ok || twice.length > 0) {
    const others = check.ok ? [] : check.faults.filter(({ code, path }) => code !== 'twice' || !path.endsWith('.name'));
    throw new FaultyFileError([...twice, ...where.located(others)]);
  }

  const { set } = check;
  const changes = difference(current, portableOf(set, by.guild.id, now));
  const touched = fieldsTouched(changes);
  const oneshots = living(state.triggers, now).filter(({ persistence }) => persistence.kind === 'oneshot');
  const around = { by, state, menus, oneshots, set, touched };
  const faults = [
    ...where.located(placeFaults(around)),
    ...surroundingFaults(around).map(({ list, name, field, text }) => where.at(list, name, field, text)),
  ];
  if (faults.length > 0) throw new FaultyFileError(faults);
  demand(lackingForImport(around));

  const kept = new Set(set.actions.map(({ name }) => nameKey(name)));
  const gone = new Set(state.actions.filter(({ name }) => !kept.has(nameKey(name))).map(({ id }) => id));
  const lost = oneshots.filter(({ actionId }) => gone.has(actionId));
  return { difference: changes, set, lost, mark: markOf(current, changes, touched, lost) };
}

/** What a checked set looks like when it is exported again. */
function portableOf({ groups, actions, triggers }: ImportSet, guildId: string, now: Moment): Portable {
  const made = { guildId, ownerId: '', madeBy: null, createdAt: now, failures: 0 };
  return exported({ groups, actions, triggers: triggers.map((draft, at) => ({ ...draft, ...made, id: at + 1 })) }, now);
}

/** With what the changed things are like now: what somebody else changes meanwhile is not overwritten unseen. */
function markOf(current: Portable, changes: Difference, touched: Touched, lost: readonly Trigger[]): string {
  const lists = (['groups', 'actions', 'triggers'] as const).map((list) =>
    current[list].filter(
      ({ name }) => touched[list].has(nameKey(name)) || changes[list].removed.some((gone) => gone === name),
    ),
  );
  return JSON.stringify([changes, lists, lost.map(({ id }) => id)]);
}
