import type { ComponentChildren, RefObject } from 'preact';
import { useCallback, useLayoutEffect, useRef } from 'preact/hooks';

interface PopupProps {
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
  readonly class?: string;
  /** At least as wide as what it hangs on. */
  readonly wide?: boolean;
  /** Rather above than below. */
  readonly above?: boolean;
}

/** A box over everything else, at the control that opened it. Goes by Escape, and by a press elsewhere. */
export function Popup({ anchor, onClose, children, class: name = '', wide = false, above = false }: PopupProps) {
  const box = useRef<HTMLDivElement>(null);
  // Shown before what is in it takes the focus.
  const show = useCallback((popup: HTMLDivElement | null) => {
    box.current = popup;
    popup?.showPopover();
  }, []);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const popup = box.current;
    if (!popup) return;
    const settle = () => place(popup, anchor.current, { wide, above });
    const pressed = ({ target }: Event) => {
      if (target instanceof Node && !popup.contains(target) && !anchor.current?.contains(target)) close.current();
    };
    settle();
    const watcher = new ResizeObserver(settle);
    watcher.observe(popup);
    addEventListener('resize', settle);
    addEventListener('scroll', settle, true);
    addEventListener('pointerdown', pressed, true);
    return () => {
      watcher.disconnect();
      removeEventListener('resize', settle);
      removeEventListener('scroll', settle, true);
      removeEventListener('pointerdown', pressed, true);
    };
  }, [anchor, wide, above]);
  return (
    <div ref={show} popover="manual" class={`popup ${name}`} onKeyDown={leaveByEscape}>
      {children}
    </div>
  );

  function leaveByEscape(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    event.preventDefault();
    onClose();
    focusBack(anchor.current);
  }
}

/** To the control that opened something; where that is out of the tab order, to the line that it stands in. */
export function focusBack(anchor: HTMLElement | null): void {
  const line = anchor && anchor.tabIndex < 0 ? anchor.closest<HTMLElement>('[role=treeitem]') : null;
  (line ?? anchor)?.focus();
}

const MARGIN = 8;

/** Below the anchor where it fits, else above; never out of the window. */
function place(popup: HTMLElement, anchor: HTMLElement | null, options: { wide: boolean; above: boolean }): void {
  if (!anchor) return;
  const at = anchor.getBoundingClientRect();
  if (options.wide) popup.style.minWidth = `${at.width}px`;
  const below = innerHeight - at.bottom - MARGIN * 2;
  const over = at.top - MARGIN * 2;
  const { width, height } = popup.getBoundingClientRect();
  const goesUp = options.above ? over >= Math.min(height, 160) : below < height && over > below;
  popup.style.maxHeight = `${Math.max(120, goesUp ? over : below)}px`;
  const left = Math.max(MARGIN, Math.min(at.left, innerWidth - width - MARGIN));
  popup.style.left = `${left}px`;
  popup.style.top = goesUp ? 'auto' : `${at.bottom + 4}px`;
  popup.style.bottom = goesUp ? `${innerHeight - at.top + 4}px` : 'auto';
}
