import { escapeMarkdown, type Guild } from 'discord.js';
import { sudoMessages } from '../sudo-messages.js';
import { actionPages, settingsEntries, type SettingsEntry } from './catalogue.js';
import { buttons, menuOf, turns, view, wayTo, type SudoView } from './components.js';
import { nameOf } from './destination.js';
import { pageOf } from './pages.js';

/** So many entries Discord shows in one select menu. */
const ENTRIES = 25;

/** `/sudo` itself. @throws {UserError} when the page is past the end. */
export function menuView({ name }: Guild, at: number): SudoView {
  const { menu } = sudoMessages;
  const entries = [
    { ...menu.settings, value: nameOf.settings() },
    ...actionPages().map((page) => ({ label: page.label, description: page.description, value: nameOf.page(page) })),
    { ...menu.log, value: nameOf.log() },
  ];
  const shown = pageOf(entries, at, ENTRIES);
  const text = menu.text(escapeMarkdown(name, { heading: true, bulletedList: true, maskedLink: true }));
  return view(text, menuOf(shown.items, menu.placeholder), buttons(...turns(shown, nameOf.menu)));
}

/** `/sudo` → Settings. @throws {UserError} when the page is past the end. */
export function settingsView(at: number): SudoView {
  const { text, placeholder } = sudoMessages.settings;
  const shown = pageOf(settingsEntries(), at, ENTRIES);
  const back = wayTo(nameOf.menu(), sudoMessages.back);
  return view(text, menuOf(shown.items.map(option), placeholder), buttons(...turns(shown, nameOf.settings), back));
}

function option(entry: SettingsEntry) {
  if ('page' in entry) {
    const { label, description } = entry.page;
    return { label, description, value: nameOf.page(entry.page) };
  }
  const { title, description } = entry.section;
  return { label: title, description, value: nameOf.section(entry.section) };
}
