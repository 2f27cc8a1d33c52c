/** A page of a longer list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Counted from 0. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** Page `page` of a list, counted from 0. A page that the list does not have becomes the nearest that it has; no number, the first. */
export function pageOf<Item>(list: readonly Item[], page: number, size: number): Page<Item> {
  const pages = Math.max(1, Math.ceil(list.length / size));
  const shown = Number.isNaN(page) ? 0 : Math.min(Math.max(0, Math.trunc(page)), pages - 1);
  return { items: list.slice(shown * size, (shown + 1) * size), page: shown, pages };
}
