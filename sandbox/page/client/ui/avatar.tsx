import type { PresenceUpdateStatus } from 'discord-api-types/v10';

interface AvatarProps {
  readonly name: string;
  readonly size?: number;
  readonly status?: PresenceUpdateStatus;
}

const statusWords: Readonly<Record<string, string>> = {
  online: 'online',
  idle: 'idle',
  dnd: 'do not disturb',
  offline: 'offline',
  invisible: 'invisible',
};

export function statusWord(status: PresenceUpdateStatus): string {
  return statusWords[status] ?? status;
}

/** Somebody's first letter on a colour of his own. Decoration: the name stands beside it. */
export function Avatar({ name, size = 32, status }: AvatarProps) {
  return (
    <span
      class="avatar"
      style={`--size:${size}px;--hue:${hueOf(name)}`}
      data-initial={initial(name)}
      aria-hidden="true"
    >
      {status && <Presence status={status} />}
    </span>
  );
}

/** Each status has a shape of its own, so that nobody needs to tell the colours apart. */
function Presence({ status }: { readonly status: PresenceUpdateStatus }) {
  return (
    <svg class={`presence ${status}`} viewBox="0 0 13 13">
      {status === 'online' && <circle cx="6.500" cy="6.500" r="4.500" />}
      {status === 'idle' && <path d="M6.500 2a4.500 4.500 0 1 0 4.500 4.500A3.500 3.500 0 0 1 6.500 2z" />}
      {status === 'dnd' && (
        <path
          d="M6.500 2a4.500 4.500 0 1 0 0 9 4.500 4.500 0 0 0 0-9zM4.200 5.700h4.600v1.600H4.200z"
          fill-rule="evenodd"
        />
      )}
      {(status === 'offline' || status === 'invisible') && (
        <circle cx="6.500" cy="6.500" r="3.500" fill="none" stroke="currentColor" stroke-width="2" />
      )}
    </svg>
  );
}

function initial(name: string): string {
  return (Array.from(name.trim())[0] ?? '?').toUpperCase();
}

/** The same for the same name, and far apart for like ones. */
function hueOf(name: string): number {
  let hash = 7;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 3600;
  return Math.round((hash * 137.508) % 360);
}
