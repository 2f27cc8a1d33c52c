import type { SettingsSection } from '../../settings/section.js';
import type { SudoPage } from '../../settings/sudo-page.js';

/** A place within `/sudo`, as buttons and select menus name it: `menu.0`, `section.core`, `page.hub-channels`. */
export type Destination =
  | { readonly at: 'menu' | 'settings' | 'log'; readonly page: number }
  | { readonly at: 'section'; readonly key: string }
  | { readonly at: 'page'; readonly key: string };

/** How buttons and select menus name a destination. */
export const nameOf = {
  menu: (page = 0): string => `menu.${page}`,
  settings: (page = 0): string => `settings.${page}`,
  log: (page = 0): string => `log.${page}`,
  section: ({ key }: SettingsSection): string => `section.${key}`,
  page: ({ key }: SudoPage): string => `page.${key}`,
};

/** The destination of a name, which a client sent: whether it exists is another question. Null when it is no name. */
export function destinationOf(name: string): Destination | null {
  const [, at, rest = ''] = /^(menu|settings|log|section|page)\.([a-z0-9_-]{1,32})$/.exec(name) ?? [];
  if (at === 'section' || at === 'page') return { at, key: rest };
  if (at !== 'menu' && at !== 'settings' && at !== 'log') return null;
  return /^\d{1,6}$/.test(rest) ? { at, page: Number(rest) } : null;
}
