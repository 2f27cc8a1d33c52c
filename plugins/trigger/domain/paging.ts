/** A page of a longer list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** Counted from 0. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

export interface PageBounds {
  /** The most items of a page. */
  readonly most: number;
  /** The most characters of a page. An item that is longer has a page of its own. */
  readonly length: number;
}

/** Page `wanted` of a list, counted from 0. A page that the list does not have becomes the nearest; no number, the first. */
export function pageOf<Item>(
  list: readonly Item[],
  wanted: number,
  bounds: PageBounds,
  lengthOf: (item: Item) => number,
): Page<Item> {
  const pages = split(list, bounds, lengthOf);
  const page = Number.isNaN(wanted) ? 0 : Math.min(Math.max(0, Math.trunc(wanted)), pages.length - 1);
  return { items: pages[page] ?? [], page, pages: pages.length };
}

function split<Item>(
  list: readonly Item[],
  { most, length }: PageBounds,
  lengthOf: (item: Item) => number,
): readonly (readonly Item[])[] {
  const pages: Item[][] = [[]];
  let used = 0;
  for (const item of list) {
    const added = lengthOf(item) + 1;
    const last = pages.at(-1);
    if (last === undefined || last.length >= most || (last.length > 0 && used + added > length)) {
      pages.push([item]);
      used = added;
    } else {
      last.push(item);
      used += added;
    }
  }
  return pages;
}
