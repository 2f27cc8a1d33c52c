import { effect, signal } from '@preact/signals';

export type Theme = 'system' | 'light' | 'dark';

function stored(key: string): string | null {
  return localStorage.getItem(`sandbox.${key}`);
}

function readTheme(): Theme {
  const theme = stored('theme');
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

export const theme = signal<Theme>(readTheme());
/** Narrow enough that the timeline covers everything else. */
const NARROW = 760;

/** Whether the timeline shows: at first where there is room for it. */
export const toolsOpen = signal(stored('timeline') === null ? innerWidth >= NARROW : stored('timeline') === 'open');
export const tourOpen = signal(stored('tour') !== 'closed');

/** Shows the theme, and remembers what is open for the next time. */
export function keepPageState(): void {
  effect(() => {
    if (theme.value === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme.value;
    localStorage.setItem('sandbox.theme', theme.value);
  });
  effect(() => localStorage.setItem('sandbox.timeline', toolsOpen.value ? 'open' : 'closed'));
  effect(() => localStorage.setItem('sandbox.tour', tourOpen.value ? 'open' : 'closed'));
}
