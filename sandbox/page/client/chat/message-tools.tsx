import type { MessageView, OpenChannelView } from '../../protocol/seat-view.js';
import { useSeat } from '../seat/seat-context.js';
import type { Deed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Menu, type MenuItem } from '../ui/menu.js';
import { EmojiPicker } from './emoji-picker.js';

interface MessageToolsProps {
  readonly message: MessageView;
  readonly open: OpenChannelView;
  readonly deed: Deed;
}

/** What can be done with a message: react, reply, and the rest in a menu. */
export function MessageTools({ message, open, deed }: MessageToolsProps) {
  const seat = useSeat();
  const channel = open.channel;
  const more = moreItems();
  if (message.ephemeral && more.length === 0) return null;
  return (
    <div class="tools" role="group" aria-label={`Tools for the message of ${message.author.name}`}>
      {open.canReact && !message.ephemeral && (
        <EmojiPicker
          label="Add a reaction"
          onPick={(emoji) => void deed.run(() => seat.act({ kind: 'react', channel, message: message.id, emoji }))}
        />
      )}
      {open.canSend && !message.ephemeral && (
        <IconButton icon="reply" label="Reply" onClick={() => (seat.replyTo.value = message)} />
      )}
      {more.length > 0 && (
        <Menu label="More for this message" items={more} class="quiet square">
          <Icon name="more" />
        </Menu>
      )}
    </div>
  );

  function moreItems(): MenuItem[] {
    const commands = seat.view.commands.value.filter(({ kind }) => kind === 'message');
    return [
      ...commands.map(({ line }) => ({
        label: line,
        icon: 'robot' as const,
        onSelect: () => void deed.run(() => seat.act({ kind: 'messageCommand', channel, line, message: message.id })),
      })),
      ...(message.canEdit
        ? [{ label: 'Edit', icon: 'pencil' as const, onSelect: () => void (seat.editing.value = message.id) }]
        : []),
      ...(message.canDelete && !message.ephemeral
        ? [
            {
              label: 'Delete',
              icon: 'trash' as const,
              danger: true,
              onSelect: () => void deed.run(() => seat.act({ kind: 'delete', channel, message: message.id })),
            },
          ]
        : []),
    ];
  }
}
