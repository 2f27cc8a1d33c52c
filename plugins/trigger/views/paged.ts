import { pageOf } from '../domain/paging.js';
import { paging } from '../messages.js';
import { turning, view, type Row, type View } from './components.js';

/** Of the 4,000 characters of a message; the rest is for the line with the page's number. */
const PAGE_LENGTH = 3_800;

/**
 * As many lines as fit, with buttons to the others.
 *
 * @param notes - What has just been done; stands above each page.
 * @param id - The custom id of the button to a page.
 */
export function paged(
  lines: readonly string[],
  wanted: number,
  id: (page: number, way: 'previous' | 'next') => string,
  { notes = [], rows = [] }: { readonly notes?: readonly string[]; readonly rows?: readonly (Row | null)[] } = {},
): View {
  const length = PAGE_LENGTH - notes.reduce((sum, note) => sum + note.length + 1, 0);
  const shown = pageOf(lines, wanted, { most: 60, length }, (line) => line.length);
  const number = shown.pages === 1 ? null : paging.page(shown.page + 1, shown.pages);
  return view([...notes, ...shown.items, number], ...rows, turning(shown, id));
}

/** The lines of a page of a list that somebody else has cut into pages, with a menu that opens one of them. */
export function listed(
  heading: string,
  lines: readonly string[],
  at: { readonly page: number; readonly pages: number },
  id: (page: number, way: 'previous' | 'next') => string,
  menu: Row | null = null,
): View {
  const number = at.pages === 1 ? null : paging.page(at.page + 1, at.pages);
  return view([heading, ...lines, number], menu, turning(at, id));
}
