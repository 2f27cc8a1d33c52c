import { LoaderStrategy, MissingExportsError, type ILoaderStrategy, type Piece, type Store } from '@sapphire/pieces';
import { runDirectly } from './direct-listeners.js';
import { causeLine, PieceError, type Fault } from './errors.js';

/**
 * A store's strategy with nothing forgiven: what Sapphire prints or passes over in silence is collected while the bot boots,
 * and thrown afterwards. Everything else is left to the strategy that the store came with.
 */
export class StrictStrategy extends LoaderStrategy<Piece> {
  readonly #inner: ILoaderStrategy<Piece>;
  readonly #faults: Fault[];
  #booting = true;
  /** The piece that is being inserted, which is to blame when its `onLoad` fails. */
  #current: Piece | undefined;

  public constructor(inner: ILoaderStrategy<Piece>, faults: Fault[]) {
    super();
    this.#inner = inner;
    this.#faults = faults;
    // Sapphire would guess from the package.json of the folder in which the process happens to run.
    this.clientUsesESModules = true;
  }

  public override onLoad(store: Store<Piece>, piece: Piece): unknown {
    this.#current = piece;
    const holder = store.get(piece.name);
    if (holder && (this.#booting || holder.location.full !== piece.location.full)) this.#refuse(store, piece, holder);
    runDirectly(piece);
    return this.#inner.onLoad(store, piece);
  }

  public override onLoadAll(store: Store<Piece>): unknown {
    return this.#inner.onLoadAll(store);
  }

  public override onUnload(store: Store<Piece>, piece: Piece): unknown {
    return this.#inner.onUnload(store, piece);
  }

  public override onUnloadAll(store: Store<Piece>): unknown {
    return this.#inner.onUnloadAll(store);
  }

  public override onError(error: Error, path: string): void {
    this.#report(error instanceof MissingExportsError ? withoutPiece(path) : brokenImport(path, error));
  }

  /** Loading the store broke off. */
  public brokeOff(store: Store<Piece>, error: unknown): void {
    const where = this.#current ? pathOf(this.#current) : `store "${store.name}"`;
    this.#report({ where, what: `the piece's onLoad failed: ${causeLine(error)}`, todo: 'Correct the piece.' });
  }

  /** From here on (pieces may be reloaded), a fault is thrown at once. */
  public bootEnded(): void {
    this.#booting = false;
  }

  #refuse(store: Store<Piece>, piece: Piece, holder: Piece): void {
    this.#report({
      where: pathOf(piece),
      what: `the name "${piece.name}" is taken in "${store.name}" by ${pathOf(holder)}`,
      todo: 'Give one of the two another name, with the prefix of its plugin.',
    });
  }

  #report(fault: Fault): void {
    if (!this.#booting) throw new PieceError([fault]);
    this.#faults.push(fault);
  }
}

function pathOf(piece: Piece): string {
  return piece.location.virtual ? 'a piece that is built into Sapphire' : piece.location.full;
}

function withoutPiece(path: string): Fault {
  return {
    where: path,
    what: 'the file exports no piece that belongs in this folder',
    todo: 'Export a class that extends the right base class, move the file, or begin its name with "_".',
  };
}

function brokenImport(path: string, error: Error): Fault {
  return { where: path, what: `the file cannot be loaded: ${causeLine(error)}`, todo: 'Correct it, or remove it.' };
}
