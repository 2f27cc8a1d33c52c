import type { Timer } from '../clock.js';
import type { World } from '../store/world.js';
import { Session, type Identity, type Receiver } from './session.js';

/** The sessions that have been started and may still be resumed. */
export class SessionStore {
  readonly #world: World;
  readonly #replayLimit: number;
  readonly #resumeWindow: number;
  readonly #onForget: (session: Session) => void;
  readonly #sessions = new Map<string, Session>();
  readonly #expiries = new Map<Session, Timer>();
  #started = 0;

  /** @param onForget - Is told of each session that is over for good. */
  public constructor(
    world: World,
    limits: { readonly replayLimit: number; readonly resumeWindow: number },
    onForget: (session: Session) => void,
  ) {
    this.#world = world;
    this.#onForget = onForget;
    this.#replayLimit = limits.replayLimit;
    this.#resumeWindow = limits.resumeWindow;
  }

  /** Every session, also those whose client is away. */
  public get all(): readonly Session[] {
    return [...this.#sessions.values()];
  }

  /** How many have ever been started. */
  public get started(): number {
    return this.#started;
  }

  public start(identity: Identity, receiver: Receiver): Session {
    const session = new Session(this.#world.snowflake(), identity, receiver, this.#replayLimit);
    this.#started += 1;
    this.#sessions.set(session.id, session);
    return session;
  }

  public find(id: unknown): Session | undefined {
    return typeof id === 'string' ? this.#sessions.get(id) : undefined;
  }

  /** Its client is away: the session waits for so long as it may be resumed. */
  public leave(session: Session, receiver: Receiver): void {
    session.disconnect(receiver);
    if (session.connected || !this.#sessions.has(session.id)) return;
    this.#expiries.set(
      session,
      this.#world.clock.after(this.#resumeWindow, () => this.forget(session)),
    );
  }

  /** Its client is back. */
  public keep(session: Session): void {
    this.#expiries.get(session)?.cancel();
    this.#expiries.delete(session);
  }

  public forget(session: Session): void {
    this.keep(session);
    if (this.#sessions.delete(session.id)) this.#onForget(session);
  }
}
