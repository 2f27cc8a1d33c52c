import { expect } from 'chai';
import { HTTPError } from 'discord.js';
import { ManualClock } from 'roomkeeper/sandbox';
import { SentOverwrites } from '../../../plugins/hub/services/making/sent-overwrites.js';
import { role } from './domain/room-fixtures.js';

const lock = [role('everyone', 0n, 1n)];
const open = [role('everyone', 0n, 2n)];
const byHand = [role('everyone', 0n, 4n)];

describe('hub: what was sent and has not arrived', () => {
  let clock: ManualClock;
  let sent: SentOverwrites;

  beforeEach(() => {
    clock = new ManualClock();
    sent = new SentOverwrites(clock);
  });

  const unanswered = new HTTPError(503, 'Service Unavailable', 'PATCH', '/', {});

  it('HB-08 the newest is what the channel will have, until it has arrived', () => {
    sent.note('c', lock);
    sent.note('c', open);
    expect(sent.latest('c')).to.equal(open);
    expect(sent.arrived('c', [...open])).to.equal('ours');
    expect(sent.latest('c')).to.equal(null);
    expect(sent.arrived('c', byHand)).to.equal('foreign');
  });

  it('HB-08 what a broken connection tells late is not taken for a change by hand', async () => {
    sent.note('c', lock);
    await clock.advance(60_000);
    expect(sent.latest('c'), 'the cache is believed again').to.equal(null);
    expect(sent.arrived('c', lock)).to.equal('late');
    expect(sent.arrived('c', lock), 'only once').to.equal('foreign');
  });

  it('HB-08 what was refused never comes, what was not answered may come at any time', () => {
    sent.note('c', lock);
    sent.failed('c', lock, new Error('no request'));
    expect(sent.arrived('c', lock)).to.equal('foreign');
    sent.note('c', lock);
    sent.failed('c', lock, unanswered);
    expect(sent.latest('c')).to.equal(null);
    sent.note('c', open);
    expect(sent.arrived('c', open)).to.equal('ours');
    expect(sent.arrived('c', lock), 'even after what was sent later').to.equal('late');
  });

  it('HB-61 what is told anew is believed, and what was under way is known when it comes', () => {
    sent.note('c', lock);
    sent.note('c', open);
    sent.retold('c', byHand);
    expect(sent.latest('c')).to.equal(null);
    expect(sent.arrived('c', open)).to.equal('late');
    sent.note('c', lock);
    expect(sent.latest('c'), 'what is sent afterwards counts').to.equal(lock);
    sent.retold('c', lock);
    expect(sent.arrived('c', lock), 'it had arrived: now somebody else sets the same').to.equal('foreign');
  });

  it('HB-08 a room that is gone leaves nothing behind', () => {
    sent.note('200', lock);
    sent.forgetRoom({ voiceChannelId: '200', textChannelId: null });
    expect(sent.latest('200')).to.equal(null);
  });
});
