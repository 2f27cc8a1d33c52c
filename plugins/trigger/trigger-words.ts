import type { ActionKind, MadeScope, RoleMode, RoleGroup } from './domain/action.js';
import type { ConditionId, PersistenceKind, ScopeKind } from './domain/trigger.js';

/** What people see of the things that have a stored id. The ids stand in it: who knows them finds them. */

export const conditionNames: Record<ConditionId, string> = {
  command: 'Command: a message is the prefix and this word',
  'starts-with': 'Starts with: a message begins with this text',
  contains: 'Contains: a message contains this text',
  matches: 'Matches: a message is exactly this text',
  regex: 'Regex: a message matches this pattern',
  'reaction-add': 'Reaction add: somebody reacts with this emoji',
  'reaction-remove': 'Reaction remove: somebody takes this reaction off',
  interval: 'Interval: so much time has passed, again and again',
  'voice-join': 'Voice join: somebody joins a voice channel',
  'voice-leave': 'Voice leave: somebody leaves a voice channel',
};

export const kindNames: Record<ActionKind, string> = {
  message: 'Message: send a text',
  'delete-message': 'Delete message: delete the one that it is about',
  react: 'React: add a reaction to the message that it is about',
  role: 'Role: give, take or toggle a role',
  purge: 'Purge: delete what the member wrote in a channel',
  'create-trigger': 'Create trigger: make a trigger that fires once',
};

/** A kind as it stands in a sentence. */
export function kindWord(kind: ActionKind): string {
  return kindNames[kind].replace(/:.*/, '');
}

export const scopeNames: Record<ScopeKind, string> = {
  server: 'The whole server',
  channel: 'One channel',
  message: 'One message',
};

export const madeScopeNames: Record<MadeScope, string> = {
  server: 'The whole server',
  channel: 'The channel where it happened',
  message: 'The message that it is about',
};

export const persistenceNames: Record<PersistenceKind, string> = {
  persistent: 'Persistent: until it is deleted',
  temporary: 'Temporary: for some time',
  oneshot: 'Oneshot: fires once, within a day',
};

export const roleModeNames: Record<RoleMode, string> = {
  add: 'Give it',
  remove: 'Take it',
  toggle: 'Give it, or take it from who has it',
};

export const whenFullNames: Record<RoleGroup['whenFull'], string> = {
  refuse: 'Refuse it',
  replace: 'Take the oldest one away',
};
