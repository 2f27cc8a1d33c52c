import { useDeed } from '../ui/deed.js';
import { Icon } from '../ui/icon.js';
import { useSeat } from './seat-context.js';

/** The servers of the seat's member, and his direct messages with the bot. */
export function GuildRail() {
  const seat = useSeat();
  const deed = useDeed();
  const { me, guilds, guild, direct, open } = seat.view;
  const openDirect = direct.value.find(({ channel }) => channel === open.value?.channel);
  return (
    <nav class="rail scroll" aria-label={`Servers of ${me.value.name}`}>
      <ul>
        {guilds.value.map(({ id, name }) => (
          <li key={id}>
            <button
              type="button"
              class="rail-item"
              aria-label={name}
              title={name}
              data-initials={initials(name)}
              {...(guild.value?.id === id && !openDirect && { 'aria-current': 'true' })}
              onClick={() => void deed.run(() => seat.open({ guild: id, channel: null }))}
            />
          </li>
        ))}
        {direct.value.map(({ channel, name }) => (
          <li key={channel}>
            <button
              type="button"
              class="rail-item direct"
              aria-label={`Direct messages with ${name}`}
              title={`Direct messages with ${name}`}
              {...(openDirect?.channel === channel && { 'aria-current': 'true' })}
              onClick={() => void deed.run(() => seat.show(channel))}
            >
              <Icon name="chat" />
            </button>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => !/^(?:the|a|an|of)$/i.test(word));
  return words
    .slice(0, 2)
    .map((word) => Array.from(word)[0] ?? '')
    .join('')
    .toUpperCase();
}
