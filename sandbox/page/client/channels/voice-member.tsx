import { useSeat } from '../seat/seat-context.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';
import { rowFacts, type TreeRow } from './tree-rows.js';

interface VoiceMemberProps {
  readonly row: Extract<TreeRow, { readonly kind: 'member' }>;
  readonly labelId: string;
}

/** Somebody in a voice channel. */
export function VoiceMember({ row, labelId }: VoiceMemberProps) {
  const me = useSeat().view.me.value.user;
  const { member } = row;
  const { name, bot, game, mute, deaf, selfMute, selfDeaf, selfStream, selfVideo } = member;
  return (
    <>
      <Avatar name={name} size={22} />
      <span class="grow">
        <span id={labelId} class="tree-name ellipsis">
          {name}
          <span class="unseen">{rowFacts(row, false, me)}</span>
        </span>
        {game !== null && <span class="tree-status ellipsis" data-text={game} />}
      </span>
      {bot && <Icon name="robot" size={15} />}
      {selfStream && <Icon name="screen" size={15} />}
      {selfVideo && <Icon name="camera" size={15} />}
      {(mute || selfMute) && (
        <span class={mute ? 'by-moderator' : ''}>
          <Icon name="microphoneOff" size={15} />
        </span>
      )}
      {(deaf || selfDeaf) && (
        <span class={deaf ? 'by-moderator' : ''}>
          <Icon name="headphonesOff" size={15} />
        </span>
      )}
    </>
  );
}
