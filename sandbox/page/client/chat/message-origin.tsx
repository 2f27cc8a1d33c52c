import type { MessageView } from '../../protocol/seat-view.js';
import { Icon } from '../ui/icon.js';

/** What a message replies to, or which command it answers. */
export function MessageOrigin({ message: { reply, command } }: { readonly message: MessageView }) {
  if (reply) {
    return (
      <p class="origin small muted">
        <Icon name="reply" size={14} />
        {reply.gone ? (
          <span>Replies to a message that was deleted</span>
        ) : (
          <span class="ellipsis">
            Replies to <strong>{reply.authorName}</strong> {reply.excerpt}
          </span>
        )}
      </p>
    );
  }
  if (!command) return null;
  return (
    <p class="origin small muted">
      <Icon name="reply" size={14} />
      <span class="ellipsis">
        <strong>{command.userName}</strong>
        {command.name === null ? ' used a control' : ` used /${command.name}`}
      </span>
    </p>
  );
}
