import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from '../ui/icon-button.js';
import { Popup } from '../ui/popup.js';

const offered: readonly (readonly [string, string])[] = [
  ['👍', 'thumbs up'],
  ['👎', 'thumbs down'],
  ['❤️', 'heart'],
  ['😂', 'laughing'],
  ['🎉', 'party'],
  ['👀', 'eyes'],
  ['✅', 'check mark'],
  ['❌', 'cross'],
  ['🔥', 'fire'],
  ['🎮', 'game'],
  ['🔔', 'bell'],
  ['🙏', 'thanks'],
  ['1️⃣', 'one'],
  ['2️⃣', 'two'],
  ['3️⃣', 'three'],
  ['👋', 'wave'],
];

interface EmojiPickerProps {
  readonly label: string;
  readonly onPick: (emoji: string) => void;
}

/** A button that offers some emoji, and a field for any other. */
export function EmojiPicker({ label, onPick }: EmojiPickerProps) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <IconButton
        icon="smile"
        label={label}
        buttonRef={button}
        aria-haspopup="dialog"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      />
      {open.value && (
        <Popup anchor={button} above onClose={() => (open.value = false)}>
          <Palette
            label={label}
            onPick={(emoji) => {
              open.value = false;
              button.current?.focus();
              onPick(emoji);
            }}
          />
        </Popup>
      )}
    </>
  );
}

function Palette({ label, onPick }: EmojiPickerProps) {
  const other = useSignal('');
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.querySelector('button')?.focus(), []);
  return (
    <div ref={box} role="dialog" aria-label={label} class="palette">
      <div class="palette-grid">
        {offered.map(([emoji, name]) => (
          <button type="button" key={name} aria-label={name} title={name} onClick={() => onPick(emoji)}>
            {emoji}
          </button>
        ))}
      </div>
      <form
        class="row"
        onSubmit={(event) => {
          event.preventDefault();
          if (other.value.trim() !== '') onPick(other.value.trim());
        }}
      >
        <input
          class="input"
          aria-label="Another emoji"
          placeholder="Another emoji"
          value={other.value}
          onInput={({ currentTarget }) => (other.value = currentTarget.value)}
        />
        <button type="submit" class="button">
          Use
        </button>
      </form>
    </div>
  );
}
