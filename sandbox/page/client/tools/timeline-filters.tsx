import type { Signal } from '@preact/signals';
import { channelName } from '../model/channel-names.js';
import { happened } from '../model/happened.js';
import { channelsIn, pluginsIn, rowKinds, type RowKind, type TimelineFilter } from './timeline-filter.js';

/** Which rows show: by kind, by plugin, by channel, by text. */
export function TimelineFilters({ filter }: { readonly filter: Signal<TimelineFilter> }) {
  const { hidden, plugin, channel, search } = filter.value;
  const rows = happened.rows.value;
  const change = (changes: Partial<TimelineFilter>) => (filter.value = { ...filter.value, ...changes });
  return (
    <div class="filters" role="group" aria-label="Filter the timeline">
      <div class="row wrap kinds">
        {rowKinds.map(([kind, name]) => (
          <button
            type="button"
            key={kind}
            class={`button tiny kind-${kind}`}
            aria-pressed={!hidden.has(kind)}
            onClick={() => change({ hidden: toggled(hidden, kind) })}
          >
            {name}
          </button>
        ))}
      </div>
      <select
        class="input"
        aria-label="Plugin"
        value={plugin ?? ''}
        onChange={({ currentTarget }) => change({ plugin: currentTarget.value || null })}
      >
        <option value="">All plugins</option>
        {pluginsIn(rows).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </select>
      <select
        class="input"
        aria-label="Channel"
        value={channel ?? ''}
        onChange={({ currentTarget }) => change({ channel: currentTarget.value || null })}
      >
        <option value="">All channels</option>
        {channelsIn(rows).map((id) => (
          <option key={id} value={id}>
            {channelName(id)}
          </option>
        ))}
      </select>
      <input
        class="input"
        type="search"
        aria-label="Search the timeline"
        placeholder="Search"
        value={search}
        onInput={({ currentTarget }) => change({ search: currentTarget.value })}
      />
    </div>
  );
}

function toggled(hidden: ReadonlySet<RowKind>, kind: RowKind): ReadonlySet<RowKind> {
  const next = new Set(hidden);
  if (!next.delete(kind)) next.add(kind);
  return next;
}
