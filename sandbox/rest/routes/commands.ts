import type { APIApplicationCommand } from 'discord-api-types/v10';
import type { CommandBody } from '../../store/command-rules.js';
import {
  commandOf,
  commandsOf,
  editCommand,
  overwriteCommands,
  upsertCommand,
  type CommandScope,
} from '../../store/commands.js';
import { refuse } from '../../store/errors.js';
import { refuseUnhandled } from '../fields.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { guildOf, param } from '../scope.js';

/** All but `handler`: activities are not emulated. `default_permission` has long been without effect. */
const fields = [
  'id',
  'type',
  'name',
  'name_localizations',
  'description',
  'description_localizations',
  'options',
  'default_member_permissions',
  'default_permission',
  'dm_permission',
  'contexts',
  'integration_types',
  'nsfw',
];

/**
 * @throws {DiscordError} 10002 for an application that is not the bot's, 50001 for a guild that the bot is not in
 */
function scopeOf(request: RestRequest): CommandScope {
  if (param(request, 'application_id') !== request.world.application.id) throw refuse('unknownApplication');
  const guildId = request.params['guild_id'];
  if (guildId === undefined) return null;
  if (!request.world.guilds.get(guildId)?.members.has(request.botId)) throw refuse('missingAccess');
  return guildOf(request);
}

function listCommands(request: RestRequest): RestAnswer {
  const commands = [...commandsOf(request.world, scopeOf(request)).values()];
  return { body: request.query.get('with_localizations') === 'true' ? commands : commands.map(withoutLocalizations) };
}

function withoutLocalizations(command: APIApplicationCommand): Partial<APIApplicationCommand> {
  const { name_localizations: _names, description_localizations: _descriptions, ...rest } = command;
  return rest;
}

function putCommands(request: RestRequest): RestAnswer {
  const bodies = (request.body ?? []) as CommandBody[];
  for (const body of bodies) refuseUnhandled(body, fields);
  return { body: overwriteCommands(request.world, scopeOf(request), bodies) };
}

function postCommand(request: RestRequest): RestAnswer {
  refuseUnhandled(request.body, fields);
  const { command, created } = upsertCommand(request.world, scopeOf(request), request.body as CommandBody);
  return { status: created ? 201 : 200, body: command };
}

function commandIn(request: RestRequest, scope: CommandScope): APIApplicationCommand {
  return commandOf(request.world, scope, param(request, 'command_id'));
}

function getCommand(request: RestRequest): RestAnswer {
  return { body: commandIn(request, scopeOf(request)) };
}

function patchCommand(request: RestRequest): RestAnswer {
  refuseUnhandled(request.body, fields);
  const scope = scopeOf(request);
  const changes = request.body as Partial<CommandBody>;
  return { body: editCommand(request.world, scope, commandIn(request, scope), changes) };
}

function deleteCommand(request: RestRequest): RestAnswer {
  const scope = scopeOf(request);
  commandsOf(request.world, scope).delete(commandIn(request, scope).id);
  return {};
}

function routesAt(path: string): Route[] {
  return [
    { method: 'GET', path, handle: listCommands },
    { method: 'PUT', path, handle: putCommands },
    { method: 'POST', path, handle: postCommand },
    { method: 'GET', path: `${path}/{command_id}`, handle: getCommand },
    { method: 'PATCH', path: `${path}/{command_id}`, handle: patchCommand },
    { method: 'DELETE', path: `${path}/{command_id}`, handle: deleteCommand },
  ];
}

/** Application commands, global ones and those of a guild. */
export const commandRoutes: readonly Route[] = [
  ...routesAt('/applications/{application_id}/commands'),
  ...routesAt('/applications/{application_id}/guilds/{guild_id}/commands'),
];
