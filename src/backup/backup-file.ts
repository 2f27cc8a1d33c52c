import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { access, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import { causeLine } from '../plugins/errors.js';
import { BackupError } from './errors.js';

/** The version of the format. A line each, gzipped: this header, then tables with their rows, then the end. */
const FORMAT = 1;

const headerSchema = z.object({
  format: z.literal(FORMAT),
  /** The version of the bot that made it. */
  roomkeeper: z.string(),
  createdAt: z.string(),
  /** The migrations that made the tables. */
  migrations: z.array(z.string()),
});
const tableSchema = z.object({
  table: z.string(),
  /** How far the counters of its columns have got. */
  sequences: z.record(z.string(), z.object({ last: z.string(), called: z.boolean() })),
});
const endSchema = z.object({ end: z.literal(true), rows: z.number() });

export type BackupHeader = z.infer<typeof headerSchema>;
export type BackupTable = z.infer<typeof tableSchema>;

/** What a reader is given, in the order of the file. A row is JSON, and stays text: its numbers may be too long for ours. */
export interface BackupReader {
  header(header: BackupHeader): Promise<void> | void;
  table(table: BackupTable): Promise<void> | void;
  row(json: string): Promise<void> | void;
}

/** Writes a backup under another name, and gives it its own when it is whole. Only its owner may read it. */
export class BackupWriter {
  readonly #path: string;
  readonly #gzip = createGzip();
  readonly #written: Promise<void>;
  #rows = 0;

  private constructor(path: string) {
    this.#path = path;
    this.#written = pipeline(this.#gzip, createWriteStream(partOf(path), { mode: 0o600 }));
    // Whoever ends it meets its failure.
    this.#written.catch(() => undefined);
  }

  /** @throws {BackupError} when the file is there already. */
  public static async create(path: string): Promise<BackupWriter> {
    const isThere = await access(path).then(
      () => true,
      () => false,
    );
    if (isThere) throw new BackupError('FILE_EXISTS', `${path} is there already. Name another file.`);
    await mkdir(dirname(path), { recursive: true });
    await rm(partOf(path), { force: true });
    return new BackupWriter(path);
  }

  public async header(header: Omit<BackupHeader, 'format'>): Promise<void> {
    await this.#line(JSON.stringify({ format: FORMAT, ...header }));
  }

  public async table(table: BackupTable): Promise<void> {
    await this.#line(JSON.stringify(table));
  }

  public async row(json: string): Promise<void> {
    this.#rows += 1;
    await this.#line(`=${json}`);
  }

  /** @returns how many rows it holds. */
  public async finish(): Promise<number> {
    this.#gzip.end(`${JSON.stringify({ end: true, rows: this.#rows })}\n`);
    await this.#written;
    const file = await open(partOf(this.#path));
    await file.sync();
    await file.close();
    await rename(partOf(this.#path), this.#path);
    return this.#rows;
  }

  public async discard(): Promise<void> {
    this.#gzip.destroy();
    await this.#written.catch(() => undefined);
    await rm(partOf(this.#path), { force: true });
  }

  async #line(text: string): Promise<void> {
    if (!this.#gzip.write(`${text}\n`)) await Promise.race([once(this.#gzip, 'drain'), this.#written]);
  }
}

function partOf(path: string): string {
  return `${path}.part`;
}

/** Hands a backup to a reader. @throws {BackupError} when it cannot be read, is none, or is not whole. */
export async function readBackup(path: string, reader: BackupReader): Promise<void> {
  const position: Position = { rows: 0, begun: false, ended: false };
  const read = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const line of linesOf(chunks)) {
      if (line.startsWith('=')) {
        position.rows += 1;
        await reader.row(line.slice(1));
      } else await readMark(line, position, reader);
    }
  };
  try {
    await pipeline(createReadStream(path), createGunzip(), read);
  } catch (error) {
    if (error instanceof BackupError || !isFileFault(error)) throw error;
    throw new BackupError('FILE_UNREADABLE', `${path} cannot be read as a backup: ${causeLine(error)}.`, {
      cause: error,
    });
  }
  if (!position.ended) {
    throw new BackupError(
      'FILE_CUT',
      `${path} is not whole: its end is missing. Nothing was touched. Take another copy of it.`,
    );
  }
}

async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let begun = '';
  for await (const chunk of chunks) {
    const [first = '', ...further] = decoder.decode(chunk, { stream: true }).split('\n');
    begun += first;
    for (const next of further) {
      yield begun;
      begun = next;
    }
  }
  if (begun !== '') yield begun;
}

interface Position {
  rows: number;
  begun: boolean;
  ended: boolean;
}

async function readMark(line: string, position: Position, reader: BackupReader): Promise<void> {
  const mark: unknown = JSON.parse(line);
  if (!position.begun) {
    const header = headerSchema.safeParse(mark);
    if (!header.success) {
      throw new BackupError(
        'FILE_FOREIGN',
        'The file is no backup of Roomkeeper, or one of a version that came later.',
      );
    }
    position.begun = true;
    return reader.header(header.data);
  }
  const end = endSchema.safeParse(mark);
  if (!end.success) return reader.table(tableSchema.parse(mark));
  position.ended = end.data.rows === position.rows;
}

/** Of the file itself, and not of whoever reads it. */
function isFileFault(error: unknown): boolean {
  if (error instanceof SyntaxError || error instanceof z.ZodError) return true;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^(?:E[A-Z]+|Z_[A-Z_]+|ERR_[A-Z_]+)$/.test(code);
}
