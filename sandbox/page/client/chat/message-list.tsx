import { useLayoutEffect, useRef } from 'preact/hooks';
import type { OpenChannelView } from '../../protocol/seat-view.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Refusal } from '../ui/refusal.js';
import { Announcer } from './announcer.js';
import { Message } from './message.js';
import { PendingCommands } from './pending-commands.js';
import { isContinued } from './grouping.js';

interface MessageListProps {
  readonly open: OpenChannelView;
}

/** The messages of a channel. Stays at the newest one unless somebody has scrolled up. */
export function MessageList({ open }: MessageListProps) {
  const seat = useSeat();
  const deed = useDeed();
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const { channel, name } = open;
  const messages = seat.view.messages.value;
  useLayoutEffect(() => {
    const list = box.current;
    if (!list) return;
    const stay = () => {
      if (isAtEnd.current) list.scrollTop = list.scrollHeight;
    };
    stay();
    const watcher = new ResizeObserver(stay);
    for (const part of [list, ...list.children]) watcher.observe(part);
    return () => watcher.disconnect();
  }, [messages.length]);
  return (
    <div
      ref={box}
      class="messages scroll"
      role="group"
      tabIndex={0}
      aria-label={`Messages in ${name}`}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40;
      }}
    >
      <div class="messages-inner">
        {open.more ? (
          <button type="button" class="button quiet older" aria-busy={deed.busy.value} onClick={() => void loadOlder()}>
            Load older messages
          </button>
        ) : (
          <p class="beginning small muted">This is the beginning of {name}.</p>
        )}
        <Refusal error={deed.error} />
        {messages.map((message, index) => (
          <Message
            key={message.id}
            message={message}
            open={open}
            continued={isContinued(messages[index - 1], message)}
          />
        ))}
        <PendingCommands channel={channel} />
      </div>
      <Announcer messages={messages} />
    </div>
  );

  async function loadOlder(): Promise<void> {
    isAtEnd.current = false;
    await deed.run(() => seat.loadOlder());
  }
}
