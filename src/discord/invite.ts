import { OAuth2Scopes, type Client, type PermissionsString } from 'discord.js';

/** The link by which an admin invites the bot, asking for exactly `permissions`. The client must be ready. */
export function inviteLink(client: Client<true>, permissions: readonly PermissionsString[]): string {
  return client.generateInvite({
    scopes: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands],
    permissions: [...permissions],
  });
}
