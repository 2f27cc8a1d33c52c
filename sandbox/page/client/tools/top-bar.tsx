import { theme, toolsOpen, tourOpen, type Theme } from '../model/page-state.js';
import { openSecondSeat, seats } from '../model/session.js';
import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { Menu } from '../ui/menu.js';
import { Refusal } from '../ui/refusal.js';
import { BotControl } from './bot-control.js';
import { ClockControl } from './clock-control.js';
import { FaultControl } from './fault-control.js';

const themes: readonly (readonly [Theme, string])[] = [
  ['system', 'As this machine'],
  ['light', 'Light'],
  ['dark', 'Dark'],
];

/** The machine around the seats: the bot, the clock, faults, and what else the page shows. */
export function TopBar() {
  const deed = useDeed();
  return (
    <header class="top">
      <h1>
        <span class="mark" aria-hidden="true" />
        <span class="label">Sandbox</span>
      </h1>
      <BotControl />
      <ClockControl />
      <FaultControl />
      <span class="grow" />
      <Refusal error={deed.error} />
      {seats.value.length === 1 && (
        <button type="button" class="button tiny" onClick={() => void deed.run(openSecondSeat)}>
          <Icon name="columns" size={16} /> <span class="label">Second seat</span>
        </button>
      )}
      <button
        type="button"
        class="button tiny"
        aria-pressed={toolsOpen.value}
        onClick={() => (toolsOpen.value = !toolsOpen.value)}
      >
        <Icon name="list" size={16} /> <span class="label">Timeline</span>
      </button>
      <button
        type="button"
        class="button tiny"
        aria-pressed={tourOpen.value}
        onClick={() => (tourOpen.value = !tourOpen.value)}
      >
        <Icon name="flag" size={16} /> <span class="label">Tour</span>
      </button>
      <Menu
        label="Colours"
        class="quiet square"
        items={themes.map(([value, label]) => ({
          label,
          checked: theme.value === value,
          icon: value === 'dark' ? 'moon' : 'sun',
          onSelect: () => (theme.value = value),
        }))}
      >
        <Icon name="sun" />
      </Menu>
    </header>
  );
}
