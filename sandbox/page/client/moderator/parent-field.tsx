import type { Signal } from '@preact/signals';
import { channelTypes } from '../channels/tree-rows.js';
import { useSeat } from '../seat/seat-context.js';
import { Field } from '../ui/field.js';

/** The category that a channel is in. */
export function ParentField({ parent }: { readonly parent: Signal<string | null> }) {
  const channels = useSeat().view.channels.value;
  const categories = channels.filter(({ type }) => (type as number) === channelTypes.category);
  return (
    <Field label="Category">
      {({ id }) => (
        <select
          id={id}
          class="input"
          value={parent.value ?? ''}
          onChange={({ currentTarget }) => (parent.value = currentTarget.value || null)}
        >
          <option value="">None</option>
          {categories.map((category) => (
            <option key={category.id} value={category.id}>
              {category.name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
