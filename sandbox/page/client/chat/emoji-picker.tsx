import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from '../ui/icon-button.js';
import { OneFieldForm } from '../ui/one-field-form.js';
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
      <OneFieldForm
        label="Another emoji"
        value={other}
        action="Use"
        onSubmit={(emoji) => {
          if (emoji !== '') onPick(emoji);
        }}
      />
    </div>
  );
}
