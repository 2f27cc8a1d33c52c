import { useComputed, useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { happened } from '../model/happened.js';
import { toolsOpen } from '../model/page-state.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { TimelineFilters } from './timeline-filters.js';
import { everything, filterRows, type TimelineFilter } from './timeline-filter.js';
import { TimelineRow } from './timeline-row.js';

/** So many rows are drawn at first; older ones on request. */
const PAGE = 250;

/** What went between the bot and the sandbox, in order, the newest last. Nothing of it is read out by itself. */
export function TimelinePanel() {
  const filter = useSignal<TimelineFilter>(everything);
  const limit = useSignal(PAGE);
  const rows = useComputed(() => filterRows(happened.rows.value, filter.value, limit.value));
  const list = useRef<HTMLDivElement>(null);
  const follows = useSignal(true);
  const last = rows.value.at(-1);
  useLayoutEffect(() => {
    if (follows.value && list.current) list.current.scrollTop = list.current.scrollHeight;
  }, [last, follows.value]);
  return (
    <section class="timeline" aria-label="Timeline">
      <header class="timeline-head">
        <h2>
          <Icon name="list" /> Timeline
        </h2>
        <TimelineFilters filter={filter} />
        <span class="grow" />
        <button
          type="button"
          class="button tiny"
          aria-pressed={follows.value}
          title="Stay at the newest row"
          onClick={() => (follows.value = !follows.value)}
        >
          Follow
        </button>
        <button type="button" class="button tiny" onClick={() => happened.clear()}>
          Clear
        </button>
        <IconButton icon="close" label="Close the timeline" onClick={() => (toolsOpen.value = false)} />
      </header>
      <div
        ref={list}
        class="timeline-rows scroll"
        tabIndex={0}
        role="group"
        aria-label="What happened, the newest last"
        onWheel={({ deltaY }) => {
          if (deltaY < 0) follows.value = false;
        }}
      >
        {rows.value.length === limit.value && (
          <button type="button" class="button quiet" onClick={() => (limit.value += PAGE)}>
            Show older rows
          </button>
        )}
        {rows.value.length === 0 && (
          <p class="empty muted">
            {happened.rows.value.length === 0
              ? 'Nothing has happened yet. Join a voice channel, and watch.'
              : 'No row fits this filter.'}
          </p>
        )}
        <ol>
          {rows.value.map((row) => (
            <TimelineRow key={row.id} row={row} follows={follows} />
          ))}
        </ol>
      </div>
    </section>
  );
}
