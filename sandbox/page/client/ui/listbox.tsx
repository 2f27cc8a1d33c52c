import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { ChoiceOption } from './choice.js';
import { Icon } from './icon.js';

interface ListboxProps {
  readonly id: string;
  readonly label: string;
  readonly options: readonly ChoiceOption[];
  readonly chosen: readonly string[];
  readonly several: boolean;
  readonly onPick: (value: string) => void;
  readonly onLeave: () => void;
}

/** A list from which to pick: the focus stays in its search field, or in itself when it is short. */
export function Listbox({ id, label, options, chosen, several, onPick, onLeave }: ListboxProps) {
  const typed = useSignal('');
  const at = useSignal(
    Math.max(
      0,
      options.findIndex(({ value }) => chosen.includes(value)),
    ),
  );
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const hasSearch = options.length > 8;
  const shown = options.filter((option) => matches(option, typed.value));
  const active = shown[at.value] ?? shown[0];
  useLayoutEffect(() => (hasSearch ? search.current?.focus() : list.current?.focus()), [hasSearch]);
  useEffect(() => list.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' }));
  const control = {
    'aria-activedescendant': active ? optionId(active) : '',
    onKeyDown: move,
  };
  return (
    <>
      {hasSearch && (
        <input
          ref={search}
          class="input"
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={id}
          aria-label={`Search: ${label}`}
          placeholder="Search"
          value={typed.value}
          onInput={({ currentTarget }) => {
            typed.value = currentTarget.value;
            at.value = 0;
          }}
          {...control}
        />
      )}
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-label={label}
        aria-multiselectable={several}
        class="listbox scroll"
        tabIndex={hasSearch ? -1 : 0}
        {...(!hasSearch && control)}
      >
        {shown.map((option) => (
          <Option
            key={option.value}
            id={optionId(option)}
            option={option}
            active={option === active}
            chosen={chosen.includes(option.value)}
            several={several}
            onPick={() => onPick(option.value)}
          />
        ))}
      </div>
      {shown.length === 0 && (
        <p class="nothing small muted">{options.length === 0 ? 'There is nothing to choose.' : 'Nothing fits.'}</p>
      )}
    </>
  );

  function optionId({ value }: ChoiceOption): string {
    return `${id}-${options.findIndex((option) => option.value === value)}`;
  }

  function move(event: KeyboardEvent): void {
    const last = shown.length - 1;
    const here = Math.min(at.value, last);
    const next = { ArrowDown: Math.min(here + 1, last), ArrowUp: Math.max(here - 1, 0), Home: 0, End: last }[event.key];
    const picks = event.key === 'Enter' || (event.key === ' ' && !hasSearch);
    if (event.key === 'Tab') {
      onLeave();
      return;
    }
    if (next === undefined && !picks) return;
    event.preventDefault();
    event.stopPropagation();
    if (next !== undefined) at.value = Math.max(0, next);
    else if (active) onPick(active.value);
  }
}

interface OptionProps {
  readonly id: string;
  readonly option: ChoiceOption;
  readonly active: boolean;
  readonly chosen: boolean;
  readonly several: boolean;
  readonly onPick: () => void;
}

/** A press with the mouse leaves the focus where it is. */
export function Option({ id, option, active, chosen, several, onPick }: OptionProps) {
  const { label, description, icon, emoji } = option;
  return (
    <div
      id={id}
      role="option"
      class="option"
      aria-selected={chosen}
      {...(active && { 'data-active': '' })}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPick}
    >
      {several && <span class={chosen ? 'tick on' : 'tick'}>{chosen && <Icon name="check" size={14} />}</span>}
      {emoji !== undefined && <span aria-hidden="true">{emoji}</span>}
      {icon && <Icon name={icon} />}
      <span class="grow">
        <span class="option-label">{label}</span>
        {description !== undefined && description !== '' && <span class="option-about">{description}</span>}
      </span>
      {!several && chosen && <Icon name="check" />}
    </div>
  );
}

function matches({ label, description = '' }: ChoiceOption, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return wanted === '' || label.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted);
}
