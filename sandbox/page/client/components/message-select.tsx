import { useSignal } from '@preact/signals';
import { useSeat } from '../seat/seat-context.js';
import { Choice } from '../ui/choice.js';
import type { ComponentPlace } from './message-components.js';
import { optionsOf, selectName } from './select-options.js';
import { chosenAtFirst, type WireSelect } from './wire.js';

interface MessageSelectProps {
  readonly select: WireSelect;
  readonly place: ComponentPlace;
}

/** A bot's select menu. It shows what was chosen until the bot has answered. */
export function MessageSelect({ select, place }: MessageSelectProps) {
  const seat = useSeat();
  const chosen = useSignal<readonly string[] | null>(null);
  const label = selectName(select);
  const waits = seat.view.pending.value.some(
    (one) => one.message === place.message && one.customId === select.custom_id && one.state === 'waiting',
  );
  return (
    <div class="select">
      <Choice
        label={label}
        placeholder={label}
        options={optionsOf(select, seat)}
        chosen={chosen.value ?? chosenAtFirst(select)}
        min={select.min_values ?? 1}
        max={select.max_values ?? 1}
        disabled={select.disabled ?? false}
        busy={waits}
        onChange={(values) => void choose(values)}
      />
    </div>
  );

  async function choose(values: readonly string[]): Promise<void> {
    const { channel, message, deed } = place;
    chosen.value = values;
    await deed.run(() => seat.act({ kind: 'choose', channel, message, customId: select.custom_id, values }));
    chosen.value = null;
  }
}
