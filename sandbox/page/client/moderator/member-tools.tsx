import { useSignal } from '@preact/signals';
import type { MemberView } from '../../protocol/seat-view.js';
import { isVoice } from '../channels/tree-rows.js';
import { pageClock } from '../model/page-clock.js';
import type { SeatDeed } from '../model/seat.js';
import { useSeat } from '../seat/seat-context.js';
import { Choice } from '../ui/choice.js';
import { OneFieldForm } from '../ui/one-field-form.js';
import { has } from './permissions.js';

interface MemberToolsProps {
  readonly member: MemberView;
  readonly run: (what: SeatDeed) => Promise<boolean>;
  /** He is no member any more. */
  readonly onGone: () => void;
}

const TIMEOUT = 10 * 60_000;

/** What a moderator does with a member: each tool shows to those who have its permission. */
export function MemberTools({ member, run, onGone }: MemberToolsProps) {
  const seat = useSeat();
  const { permissions } = seat.view.me.value;
  const { user, nick, voiceChannel, mute, deaf, timeoutUntil } = member;
  const name = useSignal(nick ?? '');
  const may = (permission: string) => has(permissions, permission);
  const rooms = seat.view.channels.value.filter((channel) => isVoice(channel) && channel.id !== voiceChannel);
  const isTimedOut = timeoutUntil !== null && timeoutUntil > pageClock.now.value;
  return (
    <div class="stack">
      {voiceChannel !== null && may('MoveMembers') && (
        <div class="row">
          <Choice
            label="Move to a voice channel"
            placeholder="Move to …"
            options={rooms.map((channel) => ({ value: channel.id, label: channel.name, icon: 'speaker' }))}
            chosen={[]}
            onChange={([channel = null]) => void run({ kind: 'move', user, channel })}
          />
          <button type="button" class="button" onClick={() => void run({ kind: 'move', user, channel: null })}>
            Disconnect
          </button>
        </div>
      )}
      <div class="row wrap">
        {voiceChannel !== null && may('MuteMembers') && (
          <button
            type="button"
            class="button"
            aria-pressed={mute}
            onClick={() => void run({ kind: 'editMember', user, mute: !mute })}
          >
            Server mute
          </button>
        )}
        {voiceChannel !== null && may('DeafenMembers') && (
          <button
            type="button"
            class="button"
            aria-pressed={deaf}
            onClick={() => void run({ kind: 'editMember', user, deaf: !deaf })}
          >
            Server deafen
          </button>
        )}
        {may('ModerateMembers') && (
          <button
            type="button"
            class="button"
            aria-pressed={isTimedOut}
            onClick={() =>
              void run({
                kind: 'editMember',
                user,
                timeoutUntil: isTimedOut ? null : Math.round(pageClock.now.value) + TIMEOUT,
              })
            }
          >
            {isTimedOut ? 'End the time-out' : 'Time out for 10 minutes'}
          </button>
        )}
        {may('KickMembers') && (
          <button type="button" class="button danger" onClick={() => void leave({ kind: 'kick', user })}>
            Kick
          </button>
        )}
        {may('BanMembers') && (
          <button type="button" class="button danger" onClick={() => void leave({ kind: 'ban', user })}>
            Ban
          </button>
        )}
      </div>
      {may('ManageNicknames') && (
        <OneFieldForm
          label="Nickname"
          value={name}
          action="Rename"
          onSubmit={(nick) => void run({ kind: 'editMember', user, nick: nick || null })}
        />
      )}
    </div>
  );

  async function leave(what: SeatDeed): Promise<void> {
    if (await run(what)) onGone();
  }
}
