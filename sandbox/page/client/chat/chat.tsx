import { useSeat } from '../seat/seat-context.js';
import { channelIcon } from '../components/select-options.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Composer } from './composer.js';
import { MessageList } from './message-list.js';

/** The open channel: its head, its messages, and where to write. */
export function Chat() {
  const seat = useSeat();
  const open = seat.view.open.value;
  const channel = seat.openChannel.value;
  const name = open?.name ?? 'no channel';
  return (
    <section class="chat" aria-label={`Chat of ${seat.view.me.value.name}`}>
      <header class="pane-head">
        <Icon name={channel ? channelIcon(channel) : 'chat'} />
        <h3 class="ellipsis">{name}</h3>
        {channel?.topic && <p class="topic small muted ellipsis">{channel.topic}</p>}
        <span class="grow" />
        <IconButton
          icon="people"
          label="Show or hide the members"
          onClick={({ currentTarget }) => {
            const list = currentTarget.closest('.panes')?.querySelector<HTMLElement>('.members');
            seat.members.value = list?.checkVisibility() ? 'hidden' : 'shown';
          }}
        />
      </header>
      {open ? (
        <>
          <MessageList key={`${seat.view.me.value.user} ${open.channel}`} open={open} />
          <Composer key={open.channel} open={open} />
        </>
      ) : (
        <p class="empty muted">No channel is open. Choose one on the left: a press on its name shows its messages.</p>
      )}
    </section>
  );
}
