import { GatewayOpcodes } from 'discord-api-types/v10';

/** Who gets the frames of a session. */
export interface Receiver {
  send(frame: string): void;
}

interface Sent {
  readonly sequence: number;
  readonly frame: string;
}

/** What a client asked for when it identified itself. */
export interface Identity {
  readonly intents: number;
  /** Its index, and how many there are. */
  readonly shard: readonly [number, number];
}

/**
 * A client's session. It outlives its connection: what happens while the client is away is kept, up to a limit, and replayed
 * when it resumes.
 */
export class Session {
  public readonly id: string;
  public readonly intents: number;
  public readonly shard: readonly [number, number];
  readonly #replayLimit: number;
  #sequence = 0;
  #receiver: Receiver | null;
  #unacknowledged: Sent[] = [];

  public constructor(id: string, { intents, shard }: Identity, receiver: Receiver, replayLimit: number) {
    this.id = id;
    this.intents = intents;
    this.shard = shard;
    this.#receiver = receiver;
    this.#replayLimit = replayLimit;
  }

  /** Whether a client is connected to it. */
  public get connected(): boolean {
    return this.#receiver !== null;
  }

  /** The number of the last dispatch. */
  public get sequence(): number {
    return this.#sequence;
  }

  /** Whether a guild belongs to this session's shard; what belongs to none (null) goes to the first shard. */
  public serves(guildId: string | null): boolean {
    const [index, count] = this.shard;
    return guildId === null ? index === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === index;
  }

  /** Sends a dispatch, or keeps it for later. */
  public dispatch(event: string, json: string): void {
    this.#sequence += 1;
    const frame = `{"op":${GatewayOpcodes.Dispatch},"s":${this.#sequence},"t":"${event}","d":${json}}`;
    this.#unacknowledged.push({ sequence: this.#sequence, frame });
    if (this.#unacknowledged.length > this.#replayLimit) this.#unacknowledged.shift();
    this.#receiver?.send(frame);
  }

  /** The client has seen all up to `sequence`: a heartbeat told so. */
  public acknowledge(sequence: number): void {
    const first = this.#unacknowledged.findIndex((sent) => sent.sequence > sequence);
    this.#unacknowledged.splice(0, first === -1 ? this.#unacknowledged.length : first);
  }

  /** Whether all that was sent after `sequence` is still there. */
  public canReplay(sequence: number): boolean {
    return (this.#unacknowledged[0]?.sequence ?? this.#sequence + 1) <= sequence + 1;
  }

  /** Sends what came after `sequence` once more, to a new connection that takes the session over. */
  public resume(receiver: Receiver, sequence: number): void {
    this.#receiver = receiver;
    for (const sent of this.#unacknowledged) if (sent.sequence > sequence) receiver.send(sent.frame);
    this.dispatch('RESUMED', '{"_trace":[]}');
  }

  /** The connection is gone. A session that another connection has taken over stays with that. */
  public disconnect(receiver: Receiver): void {
    if (this.#receiver === receiver) this.#receiver = null;
  }
}
