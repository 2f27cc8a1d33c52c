import { expect } from 'chai';
import { ranking } from '../../../../plugins/panel/domain/ranks.js';

describe('panel: ranks', () => {
  it('PN-07 lists the owner, the hosts in their order, there or not, and everybody else in the room, each once', () => {
    const ranked = ranking({
      ownerId: 'owner',
      hostIds: ['away', 'host'],
      presentIds: ['sudo', 'host', 'owner', 'member'],
      isSudo: (id) => id === 'sudo' || id === 'host' || id === 'owner',
    });
    expect(ranked).to.deep.equal([
      { userId: 'owner', rank: 'owner', here: true },
      { userId: 'away', rank: 'host', here: false },
      { userId: 'host', rank: 'host', here: true },
      { userId: 'sudo', rank: 'sudo', here: true },
      { userId: 'member', rank: 'member', here: true },
    ]);
  });

  it('PN-07 names an owner who is away', () => {
    const ranked = ranking({ ownerId: 'owner', hostIds: [], presentIds: ['one'], isSudo: () => false });
    expect(ranked.map(({ userId, here }) => [userId, here])).to.deep.equal([
      ['owner', false],
      ['one', true],
    ]);
  });
});
