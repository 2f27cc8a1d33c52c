import type { PageParts } from '../page-parts.js';
import { PageError } from '../page-error.js';
import type { Act, ActResult } from '../protocol/acts.js';
import type { Seat } from '../seat.js';
import type { Answer } from './act-table.js';
import { interactionActs } from './interaction-acts.js';
import { machineActs } from './machine-acts.js';
import { moderatorActs } from './moderator-acts.js';
import { personActs } from './person-acts.js';
import { worldActs } from './world-acts.js';

type Performance<Who> = (who: Who, act: unknown) => Answer;

/** Acts of a seat's member, by kind. The page is our own, but what comes over a wire is looked up and not trusted. */
const seatTable = tableOf<Seat>({ ...personActs, ...interactionActs, ...moderatorActs });
const partsTable = tableOf<PageParts>({ ...worldActs, ...machineActs });

function tableOf<Who>(table: object): ReadonlyMap<string, Performance<Who>> {
  return new Map(Object.entries(table) as [string, Performance<Who>][]);
}

/**
 * Does what somebody wants to do on the page.
 *
 * @param seatOf - The seat of a name. @throws {PageError} when nobody sits there
 * @throws whatever Discord, its client, or the page refuses
 */
export async function perform(act: Act, parts: PageParts, seatOf: (name: string) => Seat): Promise<ActResult> {
  const { kind } = act;
  const bySeat = seatTable.get(kind);
  if (bySeat) return (await bySeat(seatOf((act as { seat: string }).seat), act)) ?? {};
  const byParts = partsTable.get(kind);
  if (!byParts) throw new PageError(`There is no act "${kind}"`);
  return (await byParts(parts, act)) ?? {};
}
