import type { MessageView, OpenChannelView } from '../../protocol/seat-view.js';
import { useSeat } from '../seat/seat-context.js';
import type { Deed } from '../ui/deed.js';

interface ReactionsProps {
  readonly message: MessageView;
  readonly open: OpenChannelView;
  readonly deed: Deed;
}

/** The reactions below a message. A press adds one's own, or takes it back. */
export function Reactions({ message, open, deed }: ReactionsProps) {
  const seat = useSeat();
  if (message.reactions.length === 0) return null;
  return (
    <ul class="reactions" aria-label="Reactions">
      {message.reactions.map(({ emoji, name, count, me, names }) => (
        <li key={emoji}>
          <button
            type="button"
            class="reaction"
            aria-pressed={me}
            aria-label={`${name}, ${count} ${count === 1 ? 'reaction' : 'reactions'}${me ? ', yours too' : ''}`}
            title={`${names.join(', ')} reacted with ${name}`}
            onClick={() =>
              void deed.run(() =>
                seat.act({ kind: me ? 'unreact' : 'react', channel: open.channel, message: message.id, emoji }),
              )
            }
          >
            <span aria-hidden="true">{emoji.includes(':') ? `:${emoji.split(':')[0]}:` : emoji}</span> {count}
          </button>
        </li>
      ))}
    </ul>
  );
}
