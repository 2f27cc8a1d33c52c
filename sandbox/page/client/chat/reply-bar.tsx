import type { Signal } from '@preact/signals';
import type { MessageView } from '../../protocol/seat-view.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { shortText } from './grouping.js';

interface ReplyBarProps {
  readonly message: MessageView;
  readonly mention: Signal<boolean>;
  readonly onLeave: () => void;
}

/** Whom the next message replies to, and whether it mentions them. */
export function ReplyBar({ message, mention, onLeave }: ReplyBarProps) {
  return (
    <div class="reply-bar small">
      <Icon name="reply" size={15} />
      <span class="grow ellipsis">
        Replying to <strong>{message.author.name}</strong> <span class="muted">{shortText(message)}</span>
      </span>
      <button
        type="button"
        class="button tiny"
        aria-pressed={mention.value}
        onClick={() => (mention.value = !mention.value)}
      >
        Mention {mention.value ? 'on' : 'off'}
      </button>
      <IconButton icon="close" label="Do not reply" onClick={onLeave} />
    </div>
  );
}
