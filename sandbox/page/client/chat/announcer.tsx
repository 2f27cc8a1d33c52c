import { useEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import type { MessageView } from '../../protocol/seat-view.js';
import { shortText } from './grouping.js';

/** Milliseconds after which a screen reader has taken it. */
const HEARD_AFTER = 1500;

/** Reads out messages that arrive while the channel is open, in place of the list itself, which changes all the time. */
export function Announcer({ messages }: { readonly messages: readonly MessageView[] }) {
  const said = useSignal('');
  const last = messages.at(-1);
  const known = useRef(last?.id);
  useEffect(() => {
    if (!last || last.id === known.current) return;
    if (known.current === undefined || BigInt(last.id) > BigInt(known.current)) {
      said.value = `${last.author.name}: ${shortText(last) || 'a message'}`;
    }
    known.current = last.id;
    const timer = setTimeout(() => (said.value = ''), HEARD_AFTER);
    return () => clearTimeout(timer);
  }, [last?.id, said]);
  return (
    <p class="unseen" role="status">
      {said}
    </p>
  );
}
