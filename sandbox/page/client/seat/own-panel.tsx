import { useDeed } from '../ui/deed.js';
import { Avatar, statusWord } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Menu, type MenuItem } from '../ui/menu.js';
import { Refusal } from '../ui/refusal.js';
import type { SeatDeed } from '../model/seat.js';
import { PlayButton } from './play-button.js';
import { useSeat } from './seat-context.js';
import type { MeView } from '../../protocol/seat-view.js';

const statuses = ['online', 'idle', 'dnd', 'invisible', 'offline'] as readonly MeView['status'][];

/** The seat's member: where he talks, whether he is heard, what he plays, and how he shows. */
export function OwnPanel() {
  const seat = useSeat();
  const deed = useDeed();
  const { me, members } = seat.view;
  const { user, name, status, games, voice } = me.value;
  const run = (what: SeatDeed) => void deed.run(() => seat.act(what));
  return (
    <section class="own" aria-label={`${name}: voice and status`}>
      <Refusal error={deed.error} />
      {voice && (
        <div class="own-voice">
          <Icon name="speaker" />
          <p class="grow ellipsis small">
            In <strong>{voice.channelName}</strong>
          </p>
          <IconButton
            icon="leave"
            label={`Leave ${voice.channelName}`}
            tone="quiet off"
            onClick={() => run({ kind: 'leave' })}
          />
        </div>
      )}
      <div class="row">
        <Menu label={`Status of ${name}`} items={statusItems()} class="quiet own-name" above named>
          <Avatar name={name} size={30} status={status} />
          <span class="own-text">
            <strong class="ellipsis">{name}</strong>
            <span class="small muted ellipsis">
              {games.length > 0 ? `Plays ${games.join(', ')}` : statusWord(status)}
              <span class="unseen"> (change the status)</span>
            </span>
          </span>
        </Menu>
        <span class="grow" />
        <PlayButton games={games} run={run} />
        {voice && (
          <>
            <IconButton
              icon={voice.selfMute || voice.mute ? 'microphoneOff' : 'microphone'}
              label={voice.selfMute ? 'Unmute' : 'Mute'}
              aria-pressed={voice.selfMute}
              onClick={() => run({ kind: 'mute', on: !voice.selfMute })}
            />
            <IconButton
              icon={voice.selfDeaf || voice.deaf ? 'headphonesOff' : 'headphones'}
              label={voice.selfDeaf ? 'Undeafen' : 'Deafen'}
              aria-pressed={voice.selfDeaf}
              onClick={() => run({ kind: 'deafen', on: !voice.selfDeaf })}
            />
          </>
        )}
      </div>
    </section>
  );

  function statusItems(): (MenuItem | 'line')[] {
    const items: (MenuItem | 'line')[] = statuses.map((one) => ({
      label: statusWord(one).replace(/^./, (letter) => letter.toUpperCase()),
      icon: 'person',
      checked: one === status,
      onSelect: () => run({ kind: 'presence', status: one }),
    }));
    if (voice) {
      items.push(
        'line',
        {
          label: voice.selfStream ? 'Stop streaming' : 'Stream the screen',
          icon: 'screen',
          onSelect: () => run({ kind: 'stream', on: !voice.selfStream }),
        },
        {
          label: voice.selfVideo ? 'Turn the camera off' : 'Turn the camera on',
          icon: 'camera',
          onSelect: () => run({ kind: 'camera', on: !voice.selfVideo }),
        },
        { label: 'Fall asleep', icon: 'moon', onSelect: () => run({ kind: 'fallAsleep' }) },
      );
    }
    if (members.value.some((member) => member.user === user)) {
      items.push('line', {
        label: 'Show the profile',
        icon: 'person',
        onSelect: () => (seat.dialog.value = { kind: 'member', user }),
      });
    }
    return items;
  }
}
