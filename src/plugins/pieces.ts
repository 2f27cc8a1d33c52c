import { readdir } from 'node:fs/promises';
import type { Piece, Store, StoreRegistry } from '@sapphire/pieces';
import { rememberBuiltInPieces, restoreBuiltInPieces } from './built-in-pieces.js';
import { causeLine, PieceError, type Fault } from './errors.js';
import { StrictStrategy } from './strict-strategy.js';

/**
 * Makes the loading of pieces strict. Call it once for a client, after the last store was registered and before `login`.
 *
 * From then on the first `loadAll` of any store (`login` calls all of them) loads every store, once, and rejects with one
 * {@link PieceError} that lists everything that is wrong: two pieces of one name, a file that cannot be imported, a file
 * without a piece, a piece whose constructor or `onLoad` fails, a folder that cannot be read. Further calls wait for the
 * first and end as it did, so pieces may also be loaded before `login`, with `stores.load()`.
 */
export function makeLoadingStrict(stores: StoreRegistry): void {
  const faults: Fault[] = [];
  const loaders = [...(stores.values() as Iterable<Store<Piece>>)].map((store) => strictLoader(store, faults));
  let loading: Promise<void> | undefined;

  const loadTogether = async (): Promise<void> => {
    await restoreBuiltInPieces(stores);
    await Promise.all(loaders.map((loader) => loader()));
    rememberBuiltInPieces(stores);
    if (faults.length > 0) throw new PieceError(faults.toSorted((a, b) => a.where.localeCompare(b.where)));
  };
  for (const store of stores.values()) store.loadAll = () => (loading ??= loadTogether());
}

function strictLoader(store: Store<Piece>, faults: Fault[]): () => Promise<void> {
  const strategy = new StrictStrategy(store.strategy, faults);
  const loadAll = store.loadAll.bind(store);
  Object.assign(store, { strategy });

  return async () => {
    await dropUnreadableFolders(store, faults);
    try {
      await loadAll();
    } catch (error) {
      strategy.brokeOff(store, error);
    } finally {
      strategy.bootEnded();
    }
  };
}

/** Sapphire's walk prints such a folder and goes on. A folder that does not exist is fine: the plugin has no such pieces. */
async function dropUnreadableFolders(store: Store<Piece>, faults: Fault[]): Promise<void> {
  for (const path of store.paths) {
    try {
      await readdir(path, { recursive: true });
    } catch (error) {
      store.paths.delete(path);
      if (!isNotFound(error)) {
        faults.push({
          where: path,
          what: `the folder cannot be read: ${causeLine(error)}`,
          todo: 'Check its permissions.',
        });
      }
    }
  }
}

function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
