import { shared } from '../model/session.js';
import { useSeat } from '../seat/seat-context.js';

interface MentionProps {
  readonly id: string;
}

/** Somebody's name as this seat's server knows it. */
export function UserMention({ id }: MentionProps) {
  const { members, me } = useSeat().view;
  const member = members.value.find(({ user }) => user === id);
  const name = member?.name ?? shared.people.value.find(({ user }) => user === id)?.name ?? 'unknown member';
  return <span class={id === me.value.user ? 'mention mine' : 'mention'}>@{name}</span>;
}

export function RoleMention({ id }: MentionProps) {
  const role = useSeat().view.roles.value.find((one) => one.id === id);
  return <span class="mention">@{role?.name.replace(/^@/, '') ?? 'unknown role'}</span>;
}

/** A press opens the channel. */
export function ChannelMention({ id }: MentionProps) {
  const seat = useSeat();
  const channel = seat.view.channels.value.find((one) => one.id === id);
  if (!channel) return <span class="mention">#unknown or hidden</span>;
  return (
    <button
      type="button"
      class="mention"
      title={`Open ${channel.name}`}
      onClick={() => void seat.show(id).catch(() => undefined)}
    >
      #{channel.name}
    </button>
  );
}
