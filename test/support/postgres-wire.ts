/** A message of PostgreSQL's protocol, version 3. */
export interface WireMessage {
  /** One letter; empty for the message that opens a connection. */
  readonly type: string;
  /** The whole of it, as it goes over the wire. */
  readonly bytes: Buffer;
}

/** Bytes of a message's length. */
const LENGTH = 4;

/** Cuts the bytes of one direction of a connection into messages. */
export class MessageReader {
  #rest: Buffer = Buffer.alloc(0);
  #opening: boolean;

  /** @param from - Who sends them: the first message of a client has no type. */
  public constructor(from: 'client' | 'server') {
    this.#opening = from === 'client';
  }

  /** The messages that are whole now. */
  public read(chunk: Buffer): WireMessage[] {
    this.#rest = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    const messages: WireMessage[] = [];
    for (let message = this.#next(); message; message = this.#next()) messages.push(message);
    return messages;
  }

  #next(): WireMessage | undefined {
    const head = this.#opening ? 0 : 1;
    if (this.#rest.length < head + LENGTH) return undefined;
    const end = head + this.#rest.readInt32BE(head);
    if (this.#rest.length < end) return undefined;
    const bytes = this.#rest.subarray(0, end);
    this.#rest = this.#rest.subarray(end);
    this.#opening = false;
    return { type: bytes.toString('latin1', 0, head), bytes };
  }
}

/** The texts, each ended by a zero byte, with which a message begins. */
export function textsOf({ bytes }: WireMessage, count: number): string[] {
  const texts: string[] = [];
  for (let start = 1 + LENGTH; texts.length < count;) {
    const end = bytes.indexOf(0, start);
    texts.push(bytes.toString('utf8', start, end));
    start = end + 1;
  }
  return texts;
}

/** What the server says before it cuts a connection, such as 57P01 when it is shut down. */
export function fatalError(code: string, text: string): Buffer {
  const fields = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${text}\0\0`);
  const head = Buffer.alloc(1 + LENGTH);
  head.write('E');
  head.writeInt32BE(LENGTH + fields.length, 1);
  return Buffer.concat([head, fields]);
}

const writing = /^(?:insert|update|delete|merge|truncate|create|alter|drop)\b/i;
const writingWithin = /\b(?:insert\s+into|update|delete\s+from|merge\s+into)\b/i;
const rowLock = /\bfor\s+(?:no\s+key\s+)?update\b/gi;

/** Whether a statement changes rows or tables. A function that does so inside of a `select` goes unnoticed. */
export function isWriting(sql: string): boolean {
  const statements = sql.split(';').map((statement) => statement.trim());
  return statements.some(
    (statement) =>
      writing.test(statement) || (/^with\b/i.test(statement) && writingWithin.test(statement.replace(rowLock, ''))),
  );
}

/** Whether a statement ends a transaction and keeps what it did. */
export function isCommit(sql: string): boolean {
  return /^\s*(?:commit|end)\b/i.test(sql);
}
