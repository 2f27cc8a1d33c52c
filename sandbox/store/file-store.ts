/** A file that can be downloaded. */
export interface StoredFile {
  readonly data: Uint8Array;
  readonly contentType: string;
}

/** How much is kept, in bytes. What came first goes first. */
const CAPACITY = 64 * 1024 * 1024;

/** The contents of attachments, by the path of their address. */
export class FileStore {
  /** What addresses begin with. The server sets it to its own, where `get` answers; without a server it is Discord's. */
  public base = 'https://cdn.discordapp.com';
  readonly #files = new Map<string, StoredFile>();
  #size = 0;

  /** @returns the address at which the file is from now on. */
  public put(path: string, file: StoredFile): string {
    this.#files.set(path, file);
    this.#size += file.data.byteLength;
    for (const [oldest, { data }] of this.#files) {
      if (this.#size <= CAPACITY || oldest === path) break;
      this.#files.delete(oldest);
      this.#size -= data.byteLength;
    }
    return `${this.base}${path}`;
  }

  public get(path: string): StoredFile | undefined {
    return this.#files.get(path);
  }
}
