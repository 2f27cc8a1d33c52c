import type { GuildHandle, RecordedCall, TimelineRow } from 'roomkeeper/sandbox';
import type { Hold } from '../../support/database-proxy.js';
import type { DatabaseWrite } from '../../support/proxied-connection.js';
import type { House } from './house.js';

/** A boundary between two steps of the bot's: right before or right after something that lasts. */
export interface Point {
  readonly of: 'call' | 'write';
  /** The operation of Discord, or what is written to which tables. */
  readonly what: string;
  /** The first of its kind is 1. */
  readonly ordinal: number;
  readonly when: 'before' | 'after';
  /** Whether time had to pass after the operation had begun until the bot came there. */
  readonly isLate: boolean;
}

/** What the bot does each five minutes for all guilds together. */
const housekeeping: ReadonlySet<string> = new Set(['delete trigger_grants']);

export function nameOf({ what, ordinal, when }: Point): string {
  return `${when} ${what} no. ${ordinal}`;
}

/** Writes down the steps that the bot takes in a guild. Nothing else must be under way. */
export class Recording {
  readonly #counts = new Map<string, number>();
  readonly #points: Point[] = [];
  readonly #stops: (() => void)[];
  readonly #seen = new WeakSet<RecordedCall>();
  #isLate = false;

  public constructor(house: House, guild: GuildHandle) {
    const call = (row: TimelineRow): void => {
      if (row.kind !== 'call' || this.#seen.has(row.call) || !isAbout(house, guild, row.call)) return;
      this.#seen.add(row.call);
      this.#add('call', row.call.operation);
    };
    const write = (written: DatabaseWrite): void => {
      const kind = kindOf(written);
      if (!housekeeping.has(kind)) this.#add('write', kind);
    };
    this.#stops = [house.sandbox.onChange(call), house.proxy.onWrite(write)];
  }

  /** What comes from now on comes as time passes. */
  public timePasses(): void {
    this.#isLate = true;
  }

  /** Ends it. @returns the points before and after each step, in the order of the steps. */
  public end(): readonly Point[] {
    for (const stop of this.#stops) stop();
    return this.#points;
  }

  #add(of: Point['of'], what: string): void {
    const ordinal = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, ordinal);
    for (const when of ['before', 'after'] as const)
      this.#points.push({ of, what, ordinal, when, isLate: this.#isLate });
  }
}

/**
 * Stops the bot in one guild at a point, as a crash would: what comes there is never carried out, or carried out and never
 * answered, and nothing else of the guild is done any more. Until the bot is killed, which makes it true.
 */
export class Trap {
  readonly #house: House;
  readonly #guild: GuildHandle;
  readonly #point: Point;
  readonly #ends: (() => void)[];
  #isSet = false;
  #isSprung = false;
  #count = 0;

  public constructor(house: House, guild: GuildHandle, point: Point) {
    this.#house = house;
    this.#guild = guild;
    this.#point = point;
    const { faults } = house.sandbox;
    const stopped = faults.add({ match: (call) => this.#isSprung && isAbout(house, guild, call), answer: 'timeout' });
    this.#ends = [stopped, point.of === 'call' ? this.#atCall() : this.#atWrite()];
  }

  /** From now on, what the bot does is done in this guild. */
  public set(): void {
    this.#isSet = true;
  }

  /** What the bot does from now on is done in others. */
  public rest(): void {
    this.#isSet = false;
  }

  /** Whether the bot has come to the point. */
  public get isSprung(): boolean {
    return this.#isSprung;
  }

  /** Takes it away, once the bot is dead. */
  public remove(): void {
    for (const end of this.#ends) end();
  }

  #atCall(): () => void {
    const { what, when } = this.#point;
    const match = (call: RecordedCall): boolean =>
      this.#isSet && call.operation === what && isAbout(this.#house, this.#guild, call) && this.#isIt();
    return this.#house.sandbox.faults.add({ match, times: 1, answer: when === 'before' ? 'timeout' : 'hold-answer' });
  }

  #atWrite(): () => void {
    const { proxy } = this.#house;
    const { what, when } = this.#point;
    const holds: Hold[] = [];
    // The listener hears of a write before its holds are asked for.
    const stop = proxy.onWrite((write) => {
      if (this.#isSet && kindOf(write) === what && this.#isIt()) holds.push(proxy.hold((one) => one === write, when));
    });
    return () => {
      stop();
      for (const hold of holds) hold.release();
    };
  }

  #isIt(): boolean {
    if (this.#isSprung) return false;
    this.#count += 1;
    this.#isSprung = this.#count === this.#point.ordinal;
    return this.#isSprung;
  }
}

/** Whether a call is about a guild: it names it, or something in it, or answers somebody there. */
export function isAbout({ sandbox }: House, { id, record }: GuildHandle, { params }: RecordedCall): boolean {
  const interaction = sandbox.world.interactions.get(params['interaction_token'] ?? params['webhook_token'] ?? '');
  if (interaction) return interaction.guild?.id === id;
  return params['guild_id'] === id || record.channels.has(params['channel_id'] ?? '');
}

const writing = /\b(insert into|update|delete from)\s+(?:only\s+)?(?:"?\w+"?\.)?"?(\w+)"?/i;

/** What a write does to which tables: a name that is the same in each run. */
export function kindOf({ kind, statements }: DatabaseWrite): string {
  const parts = statements.map((sql) => {
    const [, verb = 'change', table = 'something'] = writing.exec(sql) ?? [];
    return `${verb.split(' ')[0]?.toLowerCase()} ${table}`;
  });
  return `${kind === 'commit' ? 'commit of ' : ''}${[...new Set(parts)].join(', ')}`;
}
