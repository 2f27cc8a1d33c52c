import { VirtualPath, type Piece, type Store, type StoreRegistry } from '@sapphire/pieces';

type PieceClass = Parameters<Store<Piece>['loadPiece']>[0]['piece'];

/** Sapphire's own pieces, by store and name, as the first client of this process had them; all clients of a process are made alike. */
const builtIn = new Map<string, Map<string, PieceClass>>();

/**
 * Gives the stores Sapphire's own pieces (the listeners that dispatch interactions, the preconditions, …) if they lack them.
 * Sapphire hands its own pieces to the first client of a process only; a second one would hear no interaction.
 */
export async function restoreBuiltInPieces(stores: StoreRegistry): Promise<void> {
  for (const [storeName, pieces] of builtIn) {
    const store = stores.get(storeName as never) as Store<Piece> | undefined;
    for (const [name, piece] of pieces) await store?.loadPiece({ name, piece });
  }
}

/** Remembers which of the loaded pieces are Sapphire's own, for {@link restoreBuiltInPieces}. */
export function rememberBuiltInPieces(stores: StoreRegistry): void {
  for (const store of stores.values() as Iterable<Store<Piece>>) {
    const own = store.filter((piece) => piece.location.root === VirtualPath);
    const known = builtIn.get(store.name) ?? new Map<string, PieceClass>();
    for (const piece of own.values()) known.set(piece.name, piece.constructor as PieceClass);
    builtIn.set(store.name, known);
  }
}
