import { refuse } from '../../store/errors.js';
import { projectVoiceState } from '../../store/project-voice.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { guildOf, param } from '../scope.js';

function voiceState(request: RestRequest, userId: string): RestAnswer {
  const guild = guildOf(request);
  const state = guild.voiceStates.get(userId);
  if (!state) throw refuse('unknownVoiceState');
  return { body: projectVoiceState(guild, state) };
}

/** What the bot asks about who is in voice. */
export const voiceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/guilds/{guild_id}/voice-states/@me',
    handle: (request) => voiceState(request, request.botId),
  },
  {
    method: 'GET',
    path: '/guilds/{guild_id}/voice-states/{user_id}',
    handle: (request) => voiceState(request, param(request, 'user_id')),
  },
];
