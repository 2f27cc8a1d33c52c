import { useComputed } from '@preact/signals';
import { pageClock } from '../model/page-clock.js';
import type { TimeStyle } from './inline.js';
import { formatTime } from './times.js';

/** A time of the sandbox's clock; `R` counts on. */
export function Moment({ at, style }: { readonly at: number; readonly style: TimeStyle }) {
  const shown = useComputed(() => formatTime(at, style, pageClock.now.value));
  const whole = formatTime(at, 'F', 0);
  return (
    <time class="moment" dateTime={new Date(at).toISOString()} title={whole}>
      {shown}
    </time>
  );
}
