import { useSignal, type Signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { memo } from './memo.js';
import type { TimelineEntry } from '../../protocol/shared-view.js';
import { channelName } from '../model/channel-names.js';
import { ask } from '../model/session.js';
import { clockText } from '../text/times.js';
import { useDeed } from '../ui/deed.js';
import { Refusal } from '../ui/refusal.js';
import { kindNames, outcomeText } from './timeline-filter.js';

interface TimelineRowProps {
  readonly row: TimelineEntry;
  /** Whether the list stays at its end: no longer when somebody reads a row. */
  readonly follows: Signal<boolean>;
}

/** One thing that happened. A press shows its JSON. */
export const TimelineRow = memo(function TimelineRow({ row, follows }: TimelineRowProps) {
  const open = useSignal(false);
  const details = useSignal<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const deed = useDeed();
  const { kind, at, title, about, outcome, plugin, channel } = row;
  return (
    <li class={`happened kind-${kind} ${outcome}`}>
      <button type="button" class="happened-row" aria-expanded={open.value} onClick={() => void toggle()}>
        <time dateTime={new Date(at).toISOString()}>{clockText(at)}</time>
        <span class="kind">{kindNames[kind]}</span>
        <span class="happened-title">
          <strong>{title}</strong> <span class="muted">{about}</span>
        </span>
        <span class="outcome">{outcomeText(row)}</span>
        <span class="plugin muted">{plugin}</span>
        <span class="place muted ellipsis">{channel !== null && channelName(channel)}</span>
      </button>
      {open.value && (
        <div class="details" ref={box}>
          <Refusal error={deed.error} />
          {details.value === null && deed.busy.value && <p class="muted small">Loading …</p>}
          {details.value !== null && (
            <pre class="scroll" tabIndex={0} aria-label={`JSON of ${title}`}>
              {details.value}
            </pre>
          )}
        </div>
      )}
    </li>
  );

  async function toggle(): Promise<void> {
    open.value = !open.value;
    if (!open.value) return;
    follows.value = false;
    await deed.run(async () => {
      const { details: held } = await ask({ kind: 'details', row: row.id });
      details.value = JSON.stringify(held, null, 2) ?? 'nothing more';
      // With the line itself, so that one sees what it is the JSON of.
      requestAnimationFrame(() => box.current?.parentElement?.scrollIntoView({ block: 'nearest' }));
    });
  }
});
