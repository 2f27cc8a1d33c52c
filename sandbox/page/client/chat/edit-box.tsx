import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { MessageView } from '../../protocol/seat-view.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Refusal } from '../ui/refusal.js';

/** A message of one's own, being written anew: Enter keeps it, Escape leaves it. */
export function EditBox({ message, channel }: { readonly message: MessageView; readonly channel: string }) {
  const seat = useSeat();
  const text = useSignal(message.content);
  const deed = useDeed();
  const box = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <div class="stack">
      <textarea
        ref={box}
        class="input"
        aria-label="Edit your message"
        value={text.value}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') seat.editing.value = null;
          if (event.key === 'Enter' && !event.shiftKey) {
            event.preventDefault();
            void keep();
          }
        }}
      />
      <div class="row">
        <button type="button" class="button primary tiny" aria-busy={deed.busy.value} onClick={() => void keep()}>
          Save
        </button>
        <button type="button" class="button tiny" onClick={() => (seat.editing.value = null)}>
          Cancel
        </button>
      </div>
      <Refusal error={deed.error} />
    </div>
  );

  async function keep(): Promise<void> {
    const done = await deed.run(() => seat.act({ kind: 'edit', channel, message: message.id, text: text.value }));
    if (done) seat.editing.value = null;
  }
}
