import type { Signal } from '@preact/signals';
import type { Ref } from 'preact';

interface OneFieldFormProps {
  /** What the field is for: its name, and shown in it while it is empty. */
  readonly label: string;
  readonly value: Signal<string>;
  /** What the button says. */
  readonly action: string;
  /** Whether the button is the first choice. */
  readonly primary?: boolean;
  readonly fieldRef?: Ref<HTMLInputElement>;
  /** @param typed - Without blanks around it. */
  readonly onSubmit: (typed: string) => void;
}

/** A field and a button in one line. */
export function OneFieldForm({ label, value, action, primary = false, fieldRef, onSubmit }: OneFieldFormProps) {
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit(value.value.trim());
      }}
    >
      <input
        {...(fieldRef === undefined ? {} : { ref: fieldRef })}
        class="input"
        aria-label={label}
        placeholder={label}
        value={value.value}
        onInput={({ currentTarget }) => (value.value = currentTarget.value)}
      />
      <button type="submit" class={primary ? 'button primary' : 'button'}>
        {action}
      </button>
    </form>
  );
}
