import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import { allowFor, maskOverwrites } from '../../../src/discord/overwrites.js';

const role = (allow: bigint, deny = 0n) => ({ id: '1', type: 0, allow, deny }) as const;

describe('FW-41 permission overwrites', () => {
  it('FW-41 keeps what the bot holds, and says what it dropped', () => {
    const given = [role(Bits.Connect | Bits.BanMembers, Bits.Speak)];
    const { overwrites, dropped } = maskOverwrites(given, Bits.Connect | Bits.Speak);
    expect(overwrites).to.deep.equal([role(Bits.Connect, Bits.Speak)]);
    expect(dropped).to.equal(Bits.BanMembers);
  });

  it('FW-41 Manage Roles is set by an administrator only', () => {
    expect(maskOverwrites([role(Bits.ManageRoles)], Bits.ManageRoles).overwrites).to.deep.equal([]);
    const asAdministrator = maskOverwrites([role(0n, Bits.ManageRoles)], Bits.Administrator);
    expect(asAdministrator).to.deep.equal({ overwrites: [role(0n, Bits.ManageRoles)], dropped: 0n });
  });

  it('FW-41 leaves out what says nothing any more', () => {
    expect(maskOverwrites([role(0n), role(Bits.BanMembers)], Bits.Connect).overwrites).to.deep.equal([]);
  });

  it('FW-41 allowing somebody takes the same bits out of their denials, and nothing from others', () => {
    const others = [{ id: '2', type: 1, allow: 0n, deny: Bits.Connect } as const];
    const allowed = allowFor([role(Bits.Speak, Bits.Connect | Bits.Stream), ...others], '1', 0, Bits.Connect);
    expect(allowed).to.deep.equal([...others, role(Bits.Speak | Bits.Connect, Bits.Stream)]);
    expect(allowFor([], '9', 1, Bits.Speak)).to.deep.equal([{ id: '9', type: 1, allow: Bits.Speak, deny: 0n }]);
  });
});
