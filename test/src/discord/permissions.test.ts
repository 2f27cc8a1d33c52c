import { expect } from 'chai';
import { PermissionFlagsBits, type PermissionsString } from 'discord.js';
import { permissionName } from '../../../src/discord/permissions.js';

describe('FW-41 names of permissions', () => {
  it("FW-41 are those that Discord's client shows", () => {
    const shown = (['ManageChannels', 'ManageGuild', 'UseVAD', 'ViewChannel', 'ModerateMembers'] as const).map(
      permissionName,
    );
    expect(shown).to.deep.equal([
      'Manage Channels',
      'Manage Server',
      'Use Voice Activity',
      'View Channel',
      'Timeout Members',
    ]);
  });

  it('FW-41 are words for every permission', () => {
    for (const name of Object.keys(PermissionFlagsBits) as PermissionsString[]) {
      expect(permissionName(name))
        .to.match(/^[A-Z@][\w@]*( [\w@,]+)*$/)
        .and.not.match(/[a-z][A-Z]/);
    }
  });
});
