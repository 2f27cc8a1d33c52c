import type { Act } from '../protocol/acts.js';
import type { ActError } from '../protocol/frames.js';
import { blank, type EntryFields } from '../timeline/row-entry.js';
import { nameOf } from '../view/looker.js';
import type { PageParts } from '../page-parts.js';
import type { Seat } from '../seat.js';

/** Acts that only look at something, or are told by what they cause. */
const silent: ReadonlySet<Act['kind']> = new Set<Act['kind']>([
  'open',
  'close',
  'more',
  'details',
  'autocomplete',
  'type',
  'dismiss',
  'dismissModal',
  'killBot',
  'stopBot',
  'startBot',
  'restartBot',
  'restartTour',
  'skipTourStep',
]);

const kinds: Partial<Record<Act['kind'], EntryFields['kind']>> = {
  pauseClock: 'clock',
  resumeClock: 'clock',
  moveClock: 'clock',
  addFault: 'fault',
  removeFault: 'fault',
  clearFaults: 'fault',
  gateway: 'fault',
};

/** The fields of acts that a row can show. */
interface AnyAct {
  readonly channel?: string | null;
  readonly user?: string;
  readonly text?: string;
  readonly line?: string;
  readonly customId?: string;
  readonly game?: string;
  readonly name?: string;
  readonly operation?: string | null;
  readonly ms?: number;
  readonly what?: string;
}

/** An act as the timeline shows it, or null for one that is not worth a row. */
export function actEntry(
  act: Act,
  error: ActError | null,
  { sandbox: { world } }: PageParts,
  seat: Seat | undefined,
): EntryFields | null {
  if (silent.has(act.kind)) return null;
  const any = act as AnyAct;
  const channel = any.channel ?? null;
  const guild = seat?.guild ?? null;
  const who = seat ? nameOf(world, guild, seat.user.id) : 'The page';
  const said = any.text ?? any.line ?? any.customId ?? any.game ?? any.name ?? any.operation ?? any.what;
  const about = [said, any.ms === undefined ? undefined : `${any.ms / 1000} s`, error?.message];
  return {
    ...blank,
    kind: kinds[act.kind] ?? 'act',
    at: world.clock.now(),
    title: `${who}: ${act.kind}`,
    about: about.filter((part) => part !== undefined).join(' · '),
    outcome: error ? 'refused' : 'ok',
    code: typeof error?.code === 'number' ? error.code : null,
    guild: guild?.id ?? null,
    channel,
    user: seat?.user.id ?? any.user ?? null,
  };
}
