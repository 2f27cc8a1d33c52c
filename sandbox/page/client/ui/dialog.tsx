import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from './icon-button.js';

interface DialogProps {
  readonly title: string;
  /** Who asks, or whom it is about. */
  readonly subtitle?: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly wide?: boolean;
}

/**
 * A dialog over one seat: what lies under it in that seat is inert meanwhile, the other seat goes on. The focus moves in
 * when it opens and back when it closes.
 */
export function Dialog({ title, subtitle, onClose, children, wide = false }: DialogProps) {
  const box = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    // Also when the focus was on a control that is gone, and so is nowhere.
    const leaveByEscape = ({ key }: KeyboardEvent) => {
      const at = document.activeElement;
      if (key === 'Escape' && (at === document.body || box.current?.contains(at))) close.current();
    };
    const before = document.activeElement;
    const seat = box.current?.closest('.seat') ?? null;
    const first = box.current?.querySelector<HTMLElement>('[data-first], .dialog-body :is(input, textarea, button)');
    (first ?? box.current)?.focus();
    document.addEventListener('keydown', leaveByEscape);
    return () => {
      document.removeEventListener('keydown', leaveByEscape);
      requestAnimationFrame(() => leadBack(before, seat));
    };
  }, []);
  return (
    <div class="dialog-shade">
      <div ref={box} role="dialog" aria-labelledby={titleId} tabIndex={-1} class={wide ? 'dialog wide' : 'dialog'}>
        <div class="dialog-head">
          <div class="grow">
            <h2 id={titleId}>{title}</h2>
            {subtitle !== undefined && <p class="small muted">{subtitle}</p>}
          </div>
          <IconButton icon="close" label="Close" onClick={onClose} />
        </div>
        {children}
      </div>
    </div>
  );
}

/** To where the focus was; where that is gone meanwhile, to where messages are written. Not away from anywhere else. */
function leadBack(before: Element | null, seat: Element | null): void {
  if (document.activeElement !== document.body) return;
  if (before instanceof HTMLElement && before.isConnected) before.focus();
  for (const elsewhere of ['.composer textarea:enabled', '.tree [tabindex="0"]']) {
    if (document.activeElement === document.body) seat?.querySelector<HTMLElement>(elsewhere)?.focus();
  }
}
