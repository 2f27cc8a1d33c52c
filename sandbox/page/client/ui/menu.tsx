import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from './icon.js';
import { focusBack, Popup } from './popup.js';

export interface MenuItem {
  readonly label: string;
  readonly icon?: IconName;
  readonly danger?: boolean;
  readonly disabled?: boolean;
  /** Given: one of several that exclude each other. */
  readonly checked?: boolean;
  readonly onSelect: () => void;
}

interface MenuProps {
  /** Of the button that opens it, and of the menu. */
  readonly label: string;
  readonly items: readonly (MenuItem | 'line')[];
  readonly children: ComponentChildren;
  readonly class?: string;
  readonly above?: boolean;
  readonly tabIndex?: number;
  readonly disabled?: boolean;
  /** Whether the button's content names it: then `label` names only the menu. */
  readonly named?: boolean;
}

/** A button with a menu: arrow keys, Home, End and first letters move in it, Escape and Tab leave it. */
export function Menu({ label, items, children, class: name = '', above, tabIndex, disabled, named }: MenuProps) {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        type="button"
        ref={button}
        class={`button ${name}`}
        aria-haspopup="menu"
        aria-expanded={open.value}
        disabled={disabled ?? false}
        tabIndex={tabIndex ?? 0}
        {...(!named && { 'aria-label': label, title: label })}
        onClick={() => (open.value = !open.value)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
          event.preventDefault();
          event.stopPropagation();
          open.value = true;
        }}
      >
        {children}
      </button>
      {open.value && (
        <Popup anchor={button} above={above ?? false} onClose={() => (open.value = false)}>
          <MenuList label={label} items={items} close={close} />
        </Popup>
      )}
    </>
  );

  function close(): void {
    open.value = false;
    focusBack(button.current);
  }
}

interface MenuListProps {
  readonly label: string;
  readonly items: readonly (MenuItem | 'line')[];
  readonly close: () => void;
}

function MenuList({ label, items, close }: MenuListProps) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => itemsIn(list.current)[0]?.focus(), []);
  return (
    <div ref={list} role="menu" aria-label={label} class="menu" onKeyDown={move}>
      {items.map((item, index) =>
        item === 'line' ? (
          <div role="separator" key={`line ${index}`} />
        ) : (
          <button
            type="button"
            key={item.label}
            tabIndex={-1}
            role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
            {...(item.checked !== undefined && { 'aria-checked': item.checked })}
            aria-disabled={item.disabled ?? false}
            class={item.danger ? 'danger' : ''}
            onClick={() => {
              if (item.disabled) return;
              close();
              item.onSelect();
            }}
          >
            <Icon name={item.checked ? 'check' : (item.icon ?? 'right')} />
            <span>{item.label}</span>
          </button>
        ),
      )}
    </div>
  );

  function move(event: KeyboardEvent): void {
    const all = itemsIn(list.current);
    const at = all.findIndex((one) => one === document.activeElement);
    const next = nextIn(all, at, event.key);
    if (event.key === 'Tab') close();
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    all[next]?.focus();
  }
}

function itemsIn(list: HTMLElement | null): HTMLElement[] {
  return [...(list?.querySelectorAll<HTMLElement>('[role^=menuitem]') ?? [])];
}

function nextIn(all: readonly HTMLElement[], at: number, key: string): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % all.length;
    case 'ArrowUp':
      return (at - 1 + all.length) % all.length;
    case 'Home':
      return 0;
    case 'End':
      return all.length - 1;
    default: {
      if (key.length !== 1) return undefined;
      const order = all.map((_, index) => (at + 1 + index) % all.length);
      return order.find((index) => all[index]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
    }
  }
}
