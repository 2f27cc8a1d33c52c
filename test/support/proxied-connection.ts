import { connect, type Socket } from 'node:net';
import { JOBS_SCHEMA } from '../../src/scheduling/jobs-schema.js';
import { leaseConnectionName } from '../../src/sharding/lease-table.js';
import { fatalError, isCommit, isWriting, MessageReader, textsOf, type WireMessage } from './postgres-wire.js';

/** Something that a client makes lasting: a transaction with changes in it, or a changing statement outside of any. */
export interface DatabaseWrite {
  /** The first is 1. */
  readonly index: number;
  readonly kind: 'commit' | 'statement';
  /** The changing statements. */
  readonly statements: readonly string[];
  /** What became of it. `cut`: the connection ended before the server had answered. */
  outcome: 'under way' | 'done' | 'failed' | 'cut';
}

const LEASE = leaseConnectionName('');

/** What a connection asks of the proxy to which it belongs. */
export interface ConnectionHost {
  /** A write has arrived. */
  arrived(kind: DatabaseWrite['kind'], statements: readonly string[]): DatabaseWrite;
  /** @returns once a write that has arrived may be forwarded, or, after the server's answer, once the client may be told */
  held(write: DatabaseWrite, when: 'before' | 'after'): Promise<void>;
  /** @returns once the next messages may be forwarded */
  pace(): Promise<void>;
}

/** Messages that go to the server together, and the statements in them. */
interface Batch {
  readonly bytes: Buffer;
  readonly statements: readonly string[];
}

/** One client's connection to the database, and what passes through it. */
export class ProxiedConnection {
  readonly #host: ConnectionHost;
  readonly #client: Socket;
  readonly #server: Socket;
  readonly #fromClient = new MessageReader('client');
  readonly #fromServer = new MessageReader('server');
  /** The texts of prepared statements. */
  readonly #prepared = new Map<string, string>();
  #bytes: Buffer[] = [];
  #statements: string[] = [];
  /** The changing statements of the transaction under way. */
  #changes: string[] = [];
  /** As the server says it: idle, in a transaction, in one that failed. */
  #status = 'I';
  #sending: Promise<void> = Promise.resolve();
  #answering: Promise<void> = Promise.resolve();
  #write: DatabaseWrite | undefined;
  #ofJobs = false;
  #open = true;
  /** Answers that the client waits for. */
  #awaited = 0;

  public constructor(host: ConnectionHost, client: Socket, to: { readonly host: string; readonly port: number }) {
    this.#host = host;
    this.#client = client;
    this.#server = connect(to);
    for (const socket of [client, this.#server]) {
      socket.setNoDelay(true);
      // One that breaks is closed next.
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.cut());
    }
    client.on('data', (chunk: Buffer) => this.#fromClient.read(chunk).forEach((message) => this.#asked(message)));
    this.#server.on('data', (chunk: Buffer) => this.#answered(this.#fromServer.read(chunk)));
  }

  /** Whether the client waits for an answer, or is in the middle of a transaction. */
  public get isBusy(): boolean {
    return this.#open && (this.#awaited > 0 || this.#status !== 'I');
  }

  /** The write that is under way. */
  public get write(): DatabaseWrite | undefined {
    return this.#write;
  }

  /** Ends both sides at once. What was not forwarded yet never is. */
  public cut(): void {
    if (!this.#open) return;
    this.#open = false;
    if (this.#write?.outcome === 'under way') this.#write.outcome = 'cut';
    this.#client.destroy();
    this.#server.destroy();
  }

  /** Ends it as a server does that is shut down. */
  public shutDown(): void {
    if (!this.#open) return;
    this.#client.end(fatalError('57P01', 'terminating connection due to administrator command'));
    this.#server.destroy();
  }

  #asked(message: WireMessage): void {
    const [first = '', second = ''] = /[PBQ]/.test(message.type) ? textsOf(message, message.type === 'Q' ? 1 : 2) : [];
    // Renewals of the lease come by themselves, whatever the bot is doing.
    if (message.type === '') this.#ofJobs = [JOBS_SCHEMA, LEASE].some((name) => message.bytes.includes(name));
    if (message.type === 'P') this.#prepared.set(first, second);
    if (message.type === 'B') this.#statements.push(this.#prepared.get(second) ?? '');
    if (message.type === 'Q') this.#statements.push(first);
    this.#bytes.push(message.bytes);
    // Each of these is answered by one that the server is ready, the first message of all too.
    if (message.type === '' || /[QS]/.test(message.type)) this.#awaited += 1;
    // What a client prepares goes to the server with the message that asks for an answer.
    if (/[PBDEC]/.test(message.type)) return;
    const batch = { bytes: Buffer.concat(this.#bytes), statements: this.#statements };
    this.#bytes = [];
    const isWhole = /[QS]/.test(message.type);
    if (isWhole) this.#statements = [];
    this.#sending = this.#sending.then(() => this.#send(batch, isWhole));
  }

  async #send({ bytes, statements }: Batch, isWhole: boolean): Promise<void> {
    await this.#host.pace();
    if (!this.#open) return;
    if (isWhole && !this.#ofJobs) await this.#announce(statements);
    if (this.#open) this.#server.write(bytes);
  }

  async #announce(statements: readonly string[]): Promise<void> {
    const write = this.#writeOf(statements);
    if (!write) return;
    this.#write = write;
    await this.#host.held(write, 'before');
  }

  #writeOf(statements: readonly string[]): DatabaseWrite | undefined {
    const changes = statements.filter(isWriting);
    if (this.#status === 'I') return changes.length > 0 ? this.#host.arrived('statement', changes) : undefined;
    this.#changes.push(...changes);
    const commits = this.#status === 'T' && statements.some(isCommit) && this.#changes.length > 0;
    return commits ? this.#host.arrived('commit', this.#changes) : undefined;
  }

  #answered(messages: readonly WireMessage[]): void {
    for (const message of messages) {
      if (message.type === 'E' && this.#write) this.#write.outcome = 'failed';
      if (message.type === 'Z') this.#becameReady(message);
      this.#answering = this.#answering.then(() => this.#tell(message.bytes));
    }
  }

  #becameReady({ bytes }: WireMessage): void {
    this.#status = bytes.toString('latin1', 5);
    this.#awaited -= 1;
    if (this.#status === 'I') this.#changes = [];
    const write = this.#write;
    if (!write) return;
    this.#write = undefined;
    if (write.outcome === 'under way') write.outcome = 'done';
    this.#answering = this.#answering.then(() => this.#host.held(write, 'after'));
  }

  #tell(bytes: Buffer): void {
    if (this.#open) this.#client.write(bytes);
  }
}
