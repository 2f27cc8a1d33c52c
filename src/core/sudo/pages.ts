import { UserError } from '@sapphire/framework';
import { sudoMessages } from '../sudo-messages.js';

/** One page of a longer list. */
export interface Page<Item> {
  readonly items: readonly Item[];
  /** From 0. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** How many pages a list has: an empty one has one, which is empty. */
export function countPages(total: number, size: number): number {
  return Math.max(1, Math.ceil(total / size));
}

/** @throws {UserError} when the page is past the end. */
export function requirePage(page: number, pages: number): void {
  if (page >= 0 && page < pages) return;
  throw new UserError({ identifier: 'core.no-such-page', message: sudoMessages.gonePage });
}

/** @throws {UserError} when the page is past the end. */
export function pageOf<Item>(items: readonly Item[], page: number, size: number): Page<Item> {
  const pages = countPages(items.length, size);
  requirePage(page, pages);
  return { items: items.slice(page * size, (page + 1) * size), page, pages };
}
