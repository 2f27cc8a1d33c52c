import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import type { ChoiceOption } from '../ui/choice.js';
import { Option } from '../ui/listbox.js';
import { Popup } from '../ui/popup.js';

export type AskForChoices = (typed: string) => Promise<readonly ChoiceOption[]>;

interface SuggestProps {
  readonly id: string;
  readonly describedBy: string;
  readonly label: string;
  readonly invalid: boolean;
  readonly value: string;
  readonly ask: AskForChoices;
  readonly onChange: (value: string) => void;
}

/** Milliseconds without a key before the bot is asked. */
const PAUSE = 150;

/** A field for which the bot offers values while somebody types. What it does not offer can be typed all the same. */
export function Suggest({ id, describedBy, label, invalid, value, ask, onChange }: SuggestProps) {
  const typed = useSignal(value);
  const open = useSignal(false);
  const at = useSignal(0);
  const offered = useSignal<readonly ChoiceOption[]>([]);
  const state = useSignal<'asking' | 'answered' | 'failed'>('asking');
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const listId = useId();
  useEffect(() => () => clearTimeout(timer.current), []);
  const active = offered.value[at.value];
  return (
    <>
      <input
        ref={field}
        id={id}
        class="input"
        type="text"
        autocomplete="off"
        role="combobox"
        aria-autocomplete="list"
        aria-expanded={open.value}
        aria-controls={listId}
        aria-activedescendant={open.value && active ? `${listId}-${at.value}` : ''}
        aria-describedby={describedBy}
        aria-invalid={invalid}
        value={typed.value}
        onFocus={() => request(typed.value, 0)}
        onBlur={() => (open.value = false)}
        onInput={({ currentTarget }) => {
          typed.value = currentTarget.value;
          onChange(currentTarget.value);
          request(currentTarget.value, PAUSE);
        }}
        onKeyDown={move}
      />
      {open.value && (
        <Popup anchor={field} wide onClose={() => (open.value = false)} class="choices">
          <div id={listId} role="listbox" aria-label={label} class="listbox scroll">
            {offered.value.map((option, index) => (
              <Option
                key={option.value}
                id={`${listId}-${index}`}
                option={option}
                active={index === at.value}
                chosen={option.value === value}
                several={false}
                onPick={() => pick(option)}
              />
            ))}
          </div>
          {offered.value.length === 0 && (
            <p class="nothing small muted" role="status">
              {
                {
                  asking: 'Asking the bot …',
                  answered: 'The bot offers nothing for this.',
                  failed: 'The bot did not answer.',
                }[state.value]
              }
            </p>
          )}
        </Popup>
      )}
    </>
  );

  function request(text: string, pause: number): void {
    open.value = true;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void refresh(text), pause);
  }

  /** Answers to earlier keys that come late are void. */
  async function refresh(text: string): Promise<void> {
    const mine = ++asked.current;
    state.value = 'asking';
    try {
      const choices = await ask(text);
      if (mine !== asked.current) return;
      offered.value = choices;
      at.value = 0;
      state.value = 'answered';
    } catch {
      if (mine !== asked.current) return;
      offered.value = [];
      state.value = 'failed';
    }
  }

  function pick(option: ChoiceOption): void {
    typed.value = option.label;
    onChange(option.value);
    open.value = false;
  }

  function move(event: KeyboardEvent): void {
    const { length } = offered.value;
    if (event.key === 'Tab') open.value = false;
    if (!open.value || length === 0) return;
    if (event.key === 'ArrowDown') at.value = (at.value + 1) % length;
    else if (event.key === 'ArrowUp') at.value = (at.value - 1 + length) % length;
    else if (event.key === 'Enter' && active) pick(active);
    else if (event.key === 'Escape') open.value = false;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
