import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';

export interface Tab {
  readonly label: string;
  readonly content: () => ComponentChildren;
}

/** Tabs: arrow keys change between them. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const at = useSignal(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} class="tabs" onKeyDown={move}>
        {tabs.map((tab, index) => (
          <button
            type="button"
            role="tab"
            key={tab.label}
            id={`${id}-${index}`}
            class="tab"
            aria-selected={index === at.value}
            aria-controls={`${id}-panel`}
            tabIndex={index === at.value ? 0 : -1}
            onClick={() => (at.value = index)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${at.value}`} class="tab-panel">
        {tabs[at.value]?.content()}
      </div>
    </>
  );

  function move({ key }: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
    if (step === undefined) return;
    at.value = (at.value + step + tabs.length) % tabs.length;
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[at.value]?.focus();
  }
}
