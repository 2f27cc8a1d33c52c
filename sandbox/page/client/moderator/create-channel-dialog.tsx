import { useSignal } from '@preact/signals';
import type { ChannelView } from '../../protocol/seat-view.js';
import { channelTypes } from '../channels/tree-rows.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { Refusal } from '../ui/refusal.js';
import { ParentField } from './parent-field.js';

const kinds: readonly (readonly [number, string])[] = [
  [channelTypes.voice, 'Voice channel'],
  [channelTypes.text, 'Text channel'],
  [channelTypes.category, 'Category'],
  [channelTypes.stage, 'Stage'],
];

interface CreateChannelDialogProps {
  /** The category that it is asked for in. */
  readonly parent: string | null;
  readonly onClose: () => void;
}

export function CreateChannelDialog({ parent: first, onClose }: CreateChannelDialogProps) {
  const seat = useSeat();
  const deed = useDeed();
  const name = useSignal('');
  const type = useSignal<number>(channelTypes.voice);
  const parent = useSignal(first);
  return (
    <Dialog title="Create a channel" onClose={onClose}>
      <form
        class="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          void create();
        }}
      >
        <div class="dialog-body stack">
          <Field label="Name" required error={deed.error.value?.fields?.['name']}>
            {({ id, describedBy }) => (
              <input
                id={id}
                class="input"
                aria-describedby={describedBy}
                value={name.value}
                onInput={({ currentTarget }) => (name.value = currentTarget.value)}
              />
            )}
          </Field>
          <Field label="Kind">
            {({ id }) => (
              <select
                id={id}
                class="input"
                value={type.value}
                onChange={({ currentTarget }) => (type.value = Number(currentTarget.value))}
              >
                {kinds.map(([number, label]) => (
                  <option key={number} value={number}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {type.value !== channelTypes.category && <ParentField parent={parent} />}
        </div>
        <div class="dialog-foot">
          <Refusal error={deed.error} />
          <span class="grow" />
          <button type="button" class="button quiet" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" class="button primary" aria-busy={deed.busy.value}>
            Create
          </button>
        </div>
      </form>
    </Dialog>
  );

  async function create(): Promise<void> {
    const fields = type.value === channelTypes.category || parent.value === null ? {} : { parent: parent.value };
    const kind = type.value as ChannelView['type'];
    if (await deed.run(() => seat.act({ kind: 'createChannel', name: name.value, type: kind, fields }))) onClose();
  }
}
