import type { APIBaseVoiceState, APIVoiceState } from 'discord-api-types/v10';
import { projectMember } from './project-member.js';
import type { GuildRecord, VoiceStateRecord } from './records.js';

/** The wire form of a voice state in `GUILD_CREATE`: without the guild and the member, which are beside it there. */
export function projectBaseVoiceState(guild: GuildRecord, state: VoiceStateRecord): APIBaseVoiceState {
  const member = guild.members.get(state.userId);
  return {
    user_id: state.userId,
    channel_id: state.channelId,
    session_id: state.sessionId,
    mute: member?.mute ?? false,
    deaf: member?.deaf ?? false,
    self_mute: state.selfMute,
    self_deaf: state.selfDeaf,
    self_video: state.selfVideo,
    self_stream: state.selfStream,
    suppress: state.suppress,
    request_to_speak_timestamp: null,
  };
}

/** The wire form of a voice state in events and answers. Without a member for somebody who is no longer in the guild. */
export function projectVoiceState(guild: GuildRecord, state: VoiceStateRecord): APIVoiceState {
  const member = guild.members.get(state.userId);
  return {
    ...projectBaseVoiceState(guild, state),
    guild_id: guild.id,
    ...(member && { member: projectMember(member) }),
  };
}

/** The voice state of somebody who has just left: his last one, without the channel. */
export function projectVoiceLeave(guild: GuildRecord, state: VoiceStateRecord): APIVoiceState {
  return { ...projectVoiceState(guild, state), channel_id: null };
}
