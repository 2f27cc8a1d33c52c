import { expect } from 'chai';
import { refusals, type EnableFacts } from '../../../../plugins/autochannel/domain/admissible.js';
import { missingPermissions } from '../../../../plugins/autochannel/domain/permissions.js';

const voice: EnableFacts['channel'] = { guildId: 'g', type: 'voice', isAfkChannel: false, role: null };
const facts: EnableFacts = { channel: voice, guildId: 'g', categories: [], template: null };

describe('what may become a source', () => {
  const cases: readonly [what: string, change: Partial<EnableFacts>, reasons: string[]][] = [
    ['takes a voice channel', {}, []],
    ['takes a source again, to update it', { channel: { ...voice, role: 'own-source' } }, []],
    ['refuses a stage channel', { channel: { ...voice, type: 'stage' } }, ['stage-channel']],
    ['refuses what is no voice channel', { channel: { ...voice, type: 'other' } }, ['not-a-voice-channel']],
    ['refuses the AFK channel', { channel: { ...voice, isAfkChannel: true } }, ['afk-channel']],
    ['refuses a breakout', { channel: { ...voice, role: { plugin: 'autochannel', role: 'breakout' } } }, ['has-role']],
    ['refuses a hub', { channel: { ...voice, role: { plugin: 'hub', role: 'hub' } } }, ['has-role']],
    [
      'refuses a category that is none',
      { categories: [{ id: 'c', guildId: 'g', isCategory: false }] },
      ['not-a-category'],
    ],
    [
      'refuses a text channel as template',
      { template: { id: 't', guildId: 'g', isVoice: false } },
      ['template-not-voice'],
    ],
    [
      'names every reason at once',
      {
        channel: { ...voice, isAfkChannel: true, role: { plugin: 'hub', role: 'room' } },
        categories: [{ id: 'c', guildId: 'g', isCategory: false }],
        template: { id: 't', guildId: 'h', isVoice: true },
      },
      ['afk-channel', 'has-role', 'not-a-category', 'other-guild'],
    ],
  ];
  for (const [what, change, reasons] of cases) {
    it(`AC-04 ${what}`, () => {
      expect(refusals({ ...facts, ...change }).map(({ reason }) => reason)).to.deep.equal(reasons);
    });
  }

  it('FW-44 says of a channel of another guild only that it is one', () => {
    const channel: EnableFacts['channel'] = {
      guildId: 'h',
      type: 'stage',
      isAfkChannel: true,
      role: { plugin: 'hub', role: 'hub' },
    };
    expect(refusals({ ...facts, channel })).to.deep.equal([{ reason: 'other-guild', what: 'channel' }]);
  });

  it('AC-04 names the plugin and the role that a channel has', () => {
    const channel = { ...voice, role: { plugin: 'hub', role: 'room text' } };
    expect(refusals({ ...facts, channel })).to.deep.equal([{ reason: 'has-role', plugin: 'hub', role: 'room text' }]);
  });

  it('AC-05 lists every missing permission with its place', () => {
    const places = [
      { channelId: 'a', granted: ['ViewChannel', 'MoveMembers'] },
      { channelId: 'b', granted: ['ViewChannel', 'Connect', 'ManageChannels', 'MoveMembers', 'Speak'] },
      { channelId: 'c', granted: [] },
    ];
    expect(missingPermissions(places, false)).to.deep.equal([
      { permission: 'Connect', channelId: 'a' },
      { permission: 'ManageChannels', channelId: 'a' },
      { permission: 'ViewChannel', channelId: 'c' },
      { permission: 'Connect', channelId: 'c' },
      { permission: 'ManageChannels', channelId: 'c' },
      { permission: 'MoveMembers', channelId: 'c' },
    ]);
  });

  it('AC-05 asks for Manage Roles only where overwrites are edited', () => {
    const places = [{ channelId: 'a', granted: ['ViewChannel', 'Connect', 'ManageChannels', 'MoveMembers'] }];
    expect(missingPermissions(places, false)).to.deep.equal([]);
    expect(missingPermissions(places, true)).to.deep.equal([{ permission: 'ManageRoles', channelId: 'a' }]);
  });

  it('AC-05 misses nothing where the bot is an administrator', () => {
    expect(missingPermissions([{ channelId: 'a', granted: ['Administrator'] }], true)).to.deep.equal([]);
  });
});
