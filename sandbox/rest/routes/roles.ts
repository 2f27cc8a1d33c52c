import type { RESTPatchAPIGuildRolePositionsJSONBody, RESTPostAPIGuildRoleJSONBody } from 'discord-api-types/v10';
import { projectRole } from '../../store/project-role.js';
import { createRole, deleteRole, editRole, moveRoles, type RoleChanges } from '../../store/roles.js';
import { refuseUnhandled } from '../fields.js';
import type { RestAnswer, RestRequest, Route } from '../route.js';
import { actorOf, guildOf, param, roleOf } from '../scope.js';

const roleFields = ['name', 'permissions', 'color', 'colors', 'hoist', 'mentionable'];

function listRoles(request: RestRequest): RestAnswer {
  return { body: [...guildOf(request).roles.values()].map(projectRole) };
}

function getRole(request: RestRequest): RestAnswer {
  return { body: projectRole(roleOf(guildOf(request), param(request, 'role_id'))) };
}

function postRole(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  refuseUnhandled(request.body, roleFields);
  const changes = roleChanges(request.body as RESTPostAPIGuildRoleJSONBody);
  return { body: projectRole(createRole(request.world, guild, actorOf(request), changes)) };
}

function patchRole(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  const role = roleOf(guild, param(request, 'role_id'));
  refuseUnhandled(request.body, roleFields);
  const changes = roleChanges(request.body as RESTPostAPIGuildRoleJSONBody);
  editRole(request.world, guild, actorOf(request), role, changes);
  return { body: projectRole(role) };
}

function roleChanges(body: RESTPostAPIGuildRoleJSONBody): RoleChanges {
  return {
    name: body.name ?? undefined,
    permissions: body.permissions === undefined || body.permissions === null ? undefined : BigInt(body.permissions),
    color: body.colors?.primary_color ?? body.color ?? undefined,
    hoist: body.hoist ?? undefined,
    mentionable: body.mentionable ?? undefined,
  };
}

function patchRolePositions(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  const rows = request.body as RESTPatchAPIGuildRolePositionsJSONBody;
  for (const row of rows) refuseUnhandled(row, ['id', 'position']);
  const places = rows.map(({ id, position }) => {
    const role = roleOf(guild, id);
    return { role, position: position ?? role.position };
  });
  moveRoles(request.world, guild, actorOf(request), places);
  return { body: [...guild.roles.values()].map(projectRole) };
}

function removeRole(request: RestRequest): RestAnswer {
  const guild = guildOf(request);
  deleteRole(request.world, guild, actorOf(request), roleOf(guild, param(request, 'role_id')));
  return {};
}

/** What the bot does with the roles of a guild. */
export const roleRoutes: readonly Route[] = [
  { method: 'GET', path: '/guilds/{guild_id}/roles', handle: listRoles },
  { method: 'POST', path: '/guilds/{guild_id}/roles', handle: postRole },
  { method: 'PATCH', path: '/guilds/{guild_id}/roles', handle: patchRolePositions },
  { method: 'GET', path: '/guilds/{guild_id}/roles/{role_id}', handle: getRole },
  { method: 'PATCH', path: '/guilds/{guild_id}/roles/{role_id}', handle: patchRole },
  { method: 'DELETE', path: '/guilds/{guild_id}/roles/{role_id}', handle: removeRole },
];
