import type { MemberView } from '../../protocol/seat-view.js';
import type { SeatDeed } from '../model/seat.js';
import { useSeat } from '../seat/seat-context.js';
import { Moment } from '../text/moment.js';
import { Avatar, statusWord } from '../ui/avatar.js';
import { useDeed } from '../ui/deed.js';
import { Dialog } from '../ui/dialog.js';
import { Refusal } from '../ui/refusal.js';
import { MemberRoles } from './member-roles.js';
import { MemberTools } from './member-tools.js';

interface MemberDialogProps {
  readonly member: MemberView;
  readonly onClose: () => void;
}

/** Somebody's profile, and what the seat's member may do with him. */
export function MemberDialog({ member, onClose }: MemberDialogProps) {
  const seat = useSeat();
  const deed = useDeed();
  const run = (what: SeatDeed) => deed.run(() => seat.act(what));
  const { user, name, username, nick, bot, owner, status, games, voiceChannel, timeoutUntil } = member;
  const voice = seat.view.channels.value.find(({ id }) => id === voiceChannel);
  const commands = seat.view.commands.value.filter(({ kind }) => kind === 'user');
  const channel = seat.view.open.value?.channel;
  return (
    <Dialog title={name} subtitle={nick === null ? username : `${username}, here ${nick}`} onClose={onClose}>
      <div class="dialog-body scroll stack">
        <div class="row">
          <Avatar name={name} size={56} status={status} />
          <ul class="small">
            <li>{statusWord(status)}</li>
            {owner && <li>Owns the server</li>}
            {bot && <li>Is a bot</li>}
            {games.length > 0 && <li>Plays {games.join(', ')}</li>}
            {voice && <li>Is in {voice.name}</li>}
            {timeoutUntil !== null && (
              <li>
                Timed out, until <Moment at={timeoutUntil} style="T" />
              </li>
            )}
          </ul>
        </div>
        {channel !== undefined && commands.length > 0 && (
          <div class="row wrap">
            {commands.map(({ line }) => (
              <button
                type="button"
                key={line}
                class="button tiny"
                onClick={() => void run({ kind: 'userCommand', channel, line, user })}
              >
                {line}
              </button>
            ))}
          </div>
        )}
        <MemberRoles member={member} run={run} />
        <MemberTools member={member} run={run} onGone={onClose} />
        <Refusal error={deed.error} />
      </div>
    </Dialog>
  );
}
