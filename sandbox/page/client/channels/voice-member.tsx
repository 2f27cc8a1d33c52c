import type { VoiceMemberView } from '../../protocol/seat-view.js';
import { Avatar } from '../ui/avatar.js';
import { Icon } from '../ui/icon.js';

/** Somebody in a voice channel. */
export function VoiceMember({ member }: { readonly member: VoiceMemberView }) {
  const { user, name, bot, game, mute, deaf, selfMute, selfDeaf, selfStream, selfVideo } = member;
  return (
    <>
      <Avatar id={user} name={name} size={22} />
      <span class="grow">
        <span class="tree-name ellipsis">{name}</span>
        {game !== null && <span class="tree-status ellipsis">{game}</span>}
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
