import { closeSeat, seats, shared } from '../model/session.js';
import { Avatar } from '../ui/avatar.js';
import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Menu, type MenuItem } from '../ui/menu.js';
import { Refusal } from '../ui/refusal.js';
import { useSeat } from './seat-context.js';

/** Who sits here: a press changes to somebody else. */
export function SeatHead() {
  const seat = useSeat();
  const deed = useDeed();
  const { me, members } = seat.view;
  const { user, name } = me.value;
  const own = members.value.find((member) => member.user === user);
  const taken = new Set(seats.value.filter((one) => one !== seat).map((one) => one.place.value.user));
  const items = shared.people.value.map((person): MenuItem => ({
    label: `${person.name}${person.bot ? ', a bot' : ''}${taken.has(person.user) ? ', in the other seat' : ''}`,
    checked: person.user === user,
    icon: person.bot ? 'robot' : 'person',
    onSelect: () => void deed.run(() => seat.open({ user: person.user, guild: null, channel: null })),
  }));
  return (
    <header class="seat-head">
      <h2 class="unseen">{name || 'Empty seat'}</h2>
      <Menu label="Act as" items={items} class="quiet switcher" named>
        {user !== '' && <Avatar name={name} size={26} />}
        <span class="switcher-text">
          <span class="small muted">Acting as</span> <strong>{name || '…'}</strong>
        </span>
        <Icon name="down" size={16} />
      </Menu>
      {own?.owner && (
        <span class="chip">
          <Icon name="crown" size={13} /> owns the server
        </span>
      )}
      {!me.value.present && <span class="chip">no member of this server</span>}
      <span class="grow" />
      <Refusal error={deed.error} />
      {seats.value.length > 1 && (
        <IconButton
          icon="close"
          label={`Close the seat of ${name}`}
          onClick={() => void deed.run(() => closeSeat(seat))}
        />
      )}
    </header>
  );
}
