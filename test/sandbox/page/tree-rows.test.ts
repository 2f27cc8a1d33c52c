import { expect } from 'chai';
import { PresenceUpdateStatus } from 'discord-api-types/v10';
import { rowFacts, treeRows, treeStep } from '../../../sandbox/page/client/channels/tree-rows.js';
import { memberGroups } from '../../../sandbox/page/client/members/member-groups.js';
import type { ChannelView, MemberView, RoleView, VoiceMemberView } from '../../../sandbox/page/protocol/seat-view.js';

describe('the lists of channels and members on the page', () => {
  const ada: VoiceMemberView = {
    user: '9',
    name: 'Ada',
    bot: false,
    selfMute: true,
    selfDeaf: false,
    selfStream: false,
    selfVideo: false,
    mute: false,
    deaf: false,
    game: 'Chess',
  };
  const channel = (id: string, type: number, parent: string | null, voice: readonly VoiceMemberView[] = []) =>
    ({ id, type, name: id, parent, voice, locked: false, userLimit: 0 }) as unknown as ChannelView;
  const channels = [
    channel('top', 0, null),
    channel('cat', 4, null),
    channel('a', 0, 'cat'),
    channel('v', 2, 'cat', [ada]),
  ];
  const keys = (closed: readonly string[], visible = '') =>
    treeRows(channels, new Set(closed), ({ id }) => id === visible).map(({ key }) => key);

  it('SB-20 lists channels under their category, and who is inside under a voice channel', () => {
    expect(keys([])).to.deep.equal(['top', 'cat', 'a', 'v', 'v 9']);
    expect(treeRows(channels, new Set(), () => false).map(({ level }) => level)).to.deep.equal([1, 1, 2, 2, 3]);
  });

  it('SB-20 leaves out what is in a closed category, but for the open channel', () => {
    expect(keys(['cat'])).to.deep.equal(['top', 'cat']);
    expect(keys(['cat'], 'a')).to.deep.equal(['top', 'cat', 'a']);
  });

  const rows = treeRows(channels, new Set(), () => false);
  const steps: readonly [string, number, number | string | null][] = [
    ['ArrowDown', 0, 1],
    ['ArrowDown', 4, 4],
    ['ArrowUp', 0, 0],
    ['Home', 3, 0],
    ['End', 1, 4],
    ['ArrowLeft', 4, 3],
    ['ArrowLeft', 2, 1],
    ['ArrowLeft', 1, 'close'],
    ['ArrowLeft', 0, null],
    ['ArrowRight', 3, 4],
    ['ArrowRight', 2, null],
    ['x', 0, null],
  ];
  for (const [key, from, to] of steps) {
    it(`SB-25 ${key} leads from line ${from} to ${to}`, () => expect(treeStep(rows, from, key)).to.equal(to));
  }

  it('SB-25 opens a closed category by the arrow to the right', () => {
    expect(
      treeStep(
        treeRows(channels, new Set(['cat']), () => false),
        1,
        'ArrowRight',
      ),
    ).to.equal('open');
  });

  it('SB-25 says behind a name what else there is to see', () => {
    expect(rows.map((row) => rowFacts(row, row.key === 'a', '9'))).to.deep.equal([
      ' (text channel)',
      ' (category)',
      ' (text channel, unread)',
      ' (voice channel, 1 inside)',
      ' (you, muted, playing Chess)',
    ]);
  });

  it('SB-20 groups members by their highest hoisted role, then by presence', () => {
    const member = (user: string, group: string | null, status: PresenceUpdateStatus) =>
      ({ user, group, status }) as MemberView;
    const { Online, Idle, Offline } = PresenceUpdateStatus;
    const members = [member('1', 'mod', Online), member('2', null, Idle), member('3', 'mod', Offline)];
    const roles = [{ id: 'mod', name: 'Mods', hoist: true } as RoleView, { id: 'all', name: '@everyone' } as RoleView];
    const groups = memberGroups(members, roles).map(({ name, members: own }) => [name, own.map(({ user }) => user)]);
    expect(groups).to.deep.equal([
      ['Mods', ['1']],
      ['Online', ['2']],
      ['Offline', ['3']],
    ]);
  });
});
