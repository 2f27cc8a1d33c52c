import { expect } from 'chai';
import type { Guild } from 'discord.js';
import { ChannelRoles, ChannelRoleTakenError } from '../../../src/voice/channel-roles.js';
import { VoiceTracker } from '../../../src/voice/voice-tracker.js';

/** As much of a guild as the tracker reads: who is where, with an asterisk for bots. */
function guildWith(id: string, people: Readonly<Record<string, string | null>>): Guild {
  const states = Object.entries(people).map(([name, channelId]) => ({
    id: name,
    channelId,
    member: { user: { bot: name.startsWith('*') } },
  }));
  return { id, voiceStates: { cache: new Map(states.map((state) => [state.id, state])) } } as unknown as Guild;
}

describe('FW-51 who is in which voice channel', () => {
  let voice: VoiceTracker;
  beforeEach(() => {
    voice = new VoiceTracker();
    voice.seed(guildWith('g', { ada: 'a', '*music': 'a', bea: null }));
  });

  it('FW-51 a direct move leaves the old channel and joins the new one', () => {
    expect(voice.move('g', 'ada', 'b', false)).to.deep.equal({ left: 'a', joined: 'b' });
    expect(voice.channelOf('g', 'ada')).to.equal('b');
  });

  it('FW-51 muting, or leaving twice, moves nobody', () => {
    expect(voice.move('g', 'ada', 'a', false)).to.equal(null);
    expect(voice.move('g', 'ada', null, false)).to.deep.equal({ left: 'a', joined: null });
    expect(voice.move('g', 'ada', null, false)).to.equal(null);
    expect(voice.move('g', 'bea', null, false)).to.equal(null);
  });

  it('FW-51 bots do not count as people', () => {
    expect(voice.humansIn('g', 'a')).to.deep.equal(['ada']);
  });

  it('FW-51 guilds do not mix, and a new seed is the whole truth', () => {
    expect(voice.move('other', 'ada', 'x', false)).to.deep.equal({ left: null, joined: 'x' });
    expect(voice.channelOf('g', 'ada')).to.equal('a');
    voice.seed(guildWith('g', { bea: 'a' }));
    expect(voice.humansIn('g', 'a')).to.deep.equal(['bea']);
    voice.forget('g');
    expect(voice.humansIn('g', 'a')).to.deep.equal([]);
    expect(voice.channelOf('other', 'ada')).to.equal('x');
  });
});

describe('FW-20 one role a channel', () => {
  const source = { guildId: 'g', plugin: 'autochannel', role: 'source' };

  it('FW-20 a second claim of another role is refused, and says who has it', () => {
    const roles = new ChannelRoles();
    roles.claim('1', source);
    roles.claim('1', source);
    for (const other of [
      { ...source, role: 'breakout' },
      { ...source, plugin: 'hub' },
    ]) {
      expect(() => roles.claim('1', other)).to.throw(ChannelRoleTakenError, 'already a source of autochannel');
    }
    expect(roles.get('1')).to.deep.equal(source);
  });

  it('FW-20 only the holder gives a channel up', () => {
    const roles = new ChannelRoles();
    roles.claim('1', source);
    roles.release('1', 'hub');
    expect(roles.get('1')).to.deep.equal(source);
    roles.release('1', 'autochannel');
    roles.release('1', 'autochannel');
    expect(roles.get('1')).to.equal(undefined);
  });
});
