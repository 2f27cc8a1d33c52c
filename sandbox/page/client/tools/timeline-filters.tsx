import type { Signal } from '@preact/signals';
import { channelName } from '../model/channel-names.js';
import { happened } from '../model/happened.js';
import { channelsIn, pluginsIn, kindGroups, type RowKind, type TimelineFilter } from './timeline-filter.js';

/** Which rows show: by kind, by plugin, by channel, by text. */
export function TimelineFilters({ filter }: { readonly filter: Signal<TimelineFilter> }) {
  const { hidden, plugin, channel, search } = filter.value;
  const rows = happened.rows.value;
  const change = (changes: Partial<TimelineFilter>) => (filter.value = { ...filter.value, ...changes });
  return (
    <div class="filters" role="group" aria-label="Filter the timeline">
      <div class="row wrap kinds">
        {kindGroups.map(({ name, kinds }) => (
          <button
            type="button"
            key={name}
            class={`button tiny kind-${kinds[0]}`}
            aria-pressed={kinds.every((kind) => !hidden.has(kind))}
            onClick={() => change({ hidden: toggled(hidden, kinds) })}
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

function toggled(hidden: ReadonlySet<RowKind>, kinds: readonly RowKind[]): ReadonlySet<RowKind> {
  const group = new Set(kinds);
  return kinds.some((kind) => hidden.has(kind)) ? hidden.difference(group) : hidden.union(group);
}
