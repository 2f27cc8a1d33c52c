import { AuditLogEvent } from 'discord-api-types/v10';
import type { ChannelRecord, MessageRecord, Person } from 'roomkeeper/sandbox';
import { lockdown } from '../../../plugins/hub/lockdown-messages.js';
import { hubPage } from '../../../plugins/hub/sudo-messages.js';
import { unless } from '../cast.js';
import { buttonOf, controlsOf, optionOf } from '../controls.js';
import type { Operation, Scene } from '../operation.js';
import { HubCast } from './hub-cast.js';

const plugin = 'hub';
/** The shortest lockdown of a whole server, which the hub alone gets here as well, in minutes. */
const MINUTES = 15;
const OVER = MINUTES * 60 + 1;
const A_MOMENT = 5;

/** A hub, and somebody who locks it: Olga the hub alone, the owner of the bot all of the server's. */
class LockdownCast {
  public readonly cast: HubCast;
  readonly #who: Person;
  readonly #before: ChannelRecord['overwrites'];

  private constructor(cast: HubCast, who: Person) {
    this.cast = cast;
    this.#who = who;
    this.#before = structuredClone(cast.joinMe.overwrites);
  }

  public static async set(scene: Scene, whose: 'hub' | 'server'): Promise<LockdownCast> {
    const cast = await HubCast.set(scene);
    return new LockdownCast(cast, whose === 'hub' ? cast.olga : cast.botOwner());
  }

  /** The lockdown panel, opened. */
  public async panel(): Promise<MessageRecord> {
    const page = await this.cast.hubPage(this.#who);
    await this.cast.answered(this.#who.click(page, buttonOf(page, hubPage.lockdown)));
    return page;
  }

  /** Opens the form in which the minutes are typed. @returns what sends it. */
  public async form(): Promise<() => Promise<void>> {
    const page = await this.panel();
    const [menu, value] = optionOf(page, this.cast.joinMe.name);
    const { modal } = await this.cast.answered(this.#who.select(page, menu, [value]));
    if (!modal) throw new Error('No form was opened');
    return async () => void (await this.#who.submit(modal, { minutes: String(MINUTES) }));
  }

  /** Opens the panel. @returns what lifts the lockdown of the hub. */
  public async lift(): Promise<() => Promise<void>> {
    const page = await this.panel();
    const menu = controlsOf(page).find(({ custom_id: id }) => id?.includes('lift'));
    const value = menu?.options?.[0]?.value ?? '';
    return async () => void (await this.#who.select(page, menu?.custom_id ?? '', [value]));
  }

  /** Opens the panel. @returns what presses a button of it. */
  public async button(label: string): Promise<() => Promise<void>> {
    const page = await this.panel();
    return async () => void (await this.#who.click(page, buttonOf(page, label)));
  }

  /** Whether the hub is locked, as far as is stored. */
  public async isLocked(): Promise<boolean> {
    return (await this.cast.hub()).lockdownPrevious !== null;
  }

  /** Whether the bot has ever locked the hub, in Discord. */
  public get hasBeenLocked(): boolean {
    return [AuditLogEvent.ChannelOverwriteCreate, AuditLogEvent.ChannelOverwriteUpdate].some(
      (event) => this.cast.done(event) > 0,
    );
  }

  /** That the hub is open to all again exactly as it was, or is locked. */
  public async faults(): Promise<string[]> {
    const sorted = (all: ChannelRecord['overwrites']) =>
      JSON.stringify(
        all.toSorted((one, other) => one.id.localeCompare(other.id)),
        (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
      );
    const isAsBefore = sorted(this.cast.joinMe.overwrites) === sorted(this.#before);
    return unless({ 'the hub has its own overwrites unless it is locked': isAsBefore !== (await this.isLocked()) });
  }
}

type Ask = (locks: LockdownCast) => Promise<() => Promise<void>>;

const open = async (locks: LockdownCast): Promise<string[]> => [
  ...(await locks.faults()),
  ...unless({ 'the hub is open when the time is over': !(await locks.isLocked()) }),
];

/** A lockdown that begins. */
function on(name: string, whose: 'hub' | 'server', ask: Ask): Operation {
  return {
    plugin,
    name,
    async set(scene) {
      const locks = await LockdownCast.set(scene, whose);
      const act = await ask(locks);
      return {
        guild: locks.cast.guild,
        settlesIn: A_MOMENT,
        act,
        finished: () => locks.isLocked(),
        divergences: () => locks.faults(),
      };
    },
  };
}

/** A lockdown that somebody ends, or that ends by itself when its time is over. */
function off(name: string, whose: 'hub' | 'server', begin: Ask, end: Ask | null): Operation {
  return {
    plugin,
    name,
    isSlow: end === null,
    async set(scene) {
      const locks = await LockdownCast.set(scene, whose);
      await (
        await begin(locks)
      )();
      await scene.settle();
      if (!(await locks.isLocked())) throw new Error('The hub was not locked');
      const act = end ? await end(locks) : () => scene.pass(OVER);
      return {
        guild: locks.cast.guild,
        settlesIn: A_MOMENT,
        isDue: end === null,
        act,
        finished: async () => !(await locks.isLocked()),
        divergences: () => (end ? locks.faults() : open(locks)),
      };
    },
  };
}

/** A lockdown that begins and ends. One that had begun before a crash ends after it, in time. */
function whole(name: string, whose: 'hub' | 'server', ask: Ask): Operation {
  return {
    plugin,
    name,
    isSlow: true,
    async set(scene) {
      const locks = await LockdownCast.set(scene, whose);
      const act = await ask(locks);
      return {
        guild: locks.cast.guild,
        settlesIn: OVER + A_MOMENT,
        act,
        finished: async () => locks.hasBeenLocked && !(await locks.isLocked()),
        divergences: () => open(locks),
      };
    },
  };
}

const lockHub: Ask = (locks) => locks.form();
const lockServer: Ask = (locks) => locks.button(lockdown.lockAll(MINUTES));

export const lockdownOperations: readonly Operation[] = [
  on('a hub is locked down', 'hub', lockHub),
  off('the lockdown of a hub is lifted', 'hub', lockHub, (locks) => locks.lift()),
  off('the lockdown of a hub ends by itself', 'hub', lockHub, null),
  whole('a hub is locked down for its time', 'hub', lockHub),
  on('a server is locked down', 'server', lockServer),
  off('the lockdown of a server is lifted', 'server', lockServer, (locks) => locks.button(lockdown.liftAll)),
  off('the lockdown of a server ends by itself', 'server', lockServer, null),
  whole('a server is locked down for its time', 'server', lockServer),
];
