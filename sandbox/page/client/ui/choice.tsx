import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon.js';
import { Listbox } from './listbox.js';
import { Popup } from './popup.js';

export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
  readonly icon?: IconName;
  /** A character before the label. */
  readonly emoji?: string;
}

interface ChoiceProps {
  /** What is chosen here: its accessible name. */
  readonly label: string;
  readonly placeholder?: string;
  readonly options: readonly ChoiceOption[];
  readonly chosen: readonly string[];
  /** Default 1. */
  readonly min?: number;
  readonly max?: number;
  readonly disabled?: boolean;
  readonly invalid?: boolean;
  readonly busy?: boolean;
  readonly id?: string;
  readonly describedBy?: string;
  /** With what is chosen now: at once where one can be chosen, else when the list closes. */
  readonly onChange: (values: readonly string[]) => void;
}

/** A field in which one or several of a list are chosen. Long lists can be searched. */
export function Choice(props: ChoiceProps) {
  const { label, placeholder = 'Choose', options, chosen, min = 1, max = 1, disabled = false, onChange } = props;
  const open = useSignal(false);
  const draft = useSignal<readonly string[]>(chosen);
  const button = useRef<HTMLButtonElement>(null);
  const listId = useId();
  const shown = options.filter(({ value }) => chosen.includes(value));
  return (
    <>
      <button
        type="button"
        ref={button}
        role="combobox"
        class="input choice"
        aria-label={label}
        aria-haspopup="listbox"
        aria-expanded={open.value}
        aria-controls={listId}
        aria-busy={props.busy ?? false}
        aria-invalid={props.invalid ?? false}
        disabled={disabled}
        {...(props.id !== undefined && { id: props.id })}
        {...(props.describedBy !== undefined && { 'aria-describedby': props.describedBy })}
        onClick={() => (open.value ? close() : begin())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          begin();
        }}
      >
        <span class={shown.length > 0 ? 'grow ellipsis' : 'grow ellipsis muted'}>
          {shown.length > 0
            ? shown.map(({ emoji, label }) => `${emoji ? `${emoji} ` : ''}${label}`).join(', ')
            : placeholder}
        </span>
        <Icon name="down" />
      </button>
      {open.value && (
        <Popup anchor={button} wide onClose={close} class="choices">
          <Listbox
            id={listId}
            label={label}
            options={options}
            chosen={draft.value}
            several={max > 1}
            onPick={pick}
            onLeave={close}
          />
          {max > 1 && (
            <div class="choices-foot">
              <span class="small muted" aria-live="polite">
                {draft.value.length} of {min === max ? max : `${min} to ${max}`}
              </span>
              <button type="button" class="button primary tiny" disabled={draft.value.length < min} onClick={finish}>
                Choose
              </button>
            </div>
          )}
        </Popup>
      )}
    </>
  );

  function begin(): void {
    draft.value = chosen;
    open.value = true;
  }

  /** Leaves everything as it was: only `Choose` takes what is ticked of several. */
  function close(): void {
    open.value = false;
  }

  function finish(): void {
    open.value = false;
    button.current?.focus();
    onChange(draft.value);
  }

  function pick(value: string): void {
    if (max > 1) {
      const without = draft.value.filter((one) => one !== value);
      if (without.length < draft.value.length) draft.value = without;
      else if (draft.value.length < max) draft.value = [...draft.value, value];
      return;
    }
    const isTakenBack = min === 0 && chosen.includes(value);
    draft.value = isTakenBack ? [] : [value];
    finish();
  }
}
