import { expect } from 'chai';
import {
  afterRefusal,
  isRefusal,
  levelOf,
  paceOf,
  unblemished,
  verdict,
  type GuildStanding,
  type Level,
  type Standing,
  type Urgency,
} from '../../../../src/discord/governor/rules.js';

const NOW = 1_000_000;
const MINUTE = 60_000;

const calm: Standing = { level: 'normal', levelEnds: NOW, guildPausedUntil: 0, tokenRefused: false };

describe('RL-07 what the governor decides', () => {
  const levels: readonly (readonly [number, Level])[] = [
    [0, 'normal'],
    [999, 'normal'],
    [1000, 'slow'],
    [4999, 'slow'],
    [5000, 'urgent'],
    [7999, 'urgent'],
    [8000, 'stopped'],
    [10_000, 'stopped'],
  ];
  for (const [refusals, level] of levels) {
    it(`RL-07 ${refusals} refusals in ten minutes: ${level}`, () => {
      expect(levelOf(refusals)).to.equal(level);
    });
  }

  it('RL-07 processes that share an address share the threshold', () => {
    expect([levelOf(99, 1000), levelOf(100, 1000), levelOf(800, 1000)]).to.deep.equal(['normal', 'slow', 'stopped']);
  });

  it('RL-07 each level makes fewer requests a second, and at least one', () => {
    expect([paceOf('normal', 50), paceOf('slow', 50), paceOf('urgent', 50), paceOf('stopped', 50)]).to.deep.equal([
      50, 20, 5, 5,
    ]);
    expect(paceOf('urgent', 3)).to.equal(1);
    expect(paceOf('slow', Infinity)).to.equal(Infinity);
  });

  it('RL-07 ten minutes of urgent requests, each refused, stay well below the ban threshold', () => {
    const atWorst = 5000 + paceOf('urgent', 50) * 600;
    expect(levelOf(atWorst)).to.equal('stopped');
    expect(atWorst).to.be.at.most(8000);
  });

  const held = { level: 'level', guild: 'guild', token: 'token' } as const;
  const verdicts: readonly (readonly [string, Urgency, Partial<Standing>, string])[] = [
    ['a quiet bot', 'ordinary', {}, 'paced'],
    ['a quiet bot', 'deletion', {}, 'paced'],
    ['a quiet bot', 'answer', {}, 'at once'],
    ['a slow level', 'ordinary', { level: 'slow' }, 'paced'],
    ['an urgent level', 'ordinary', { level: 'urgent', levelEnds: NOW + 5 }, held.level],
    ['an urgent level', 'deletion', { level: 'urgent', levelEnds: NOW + 5 }, 'paced'],
    ['an urgent level', 'vital', { level: 'urgent', levelEnds: NOW + 5 }, 'paced'],
    ['an urgent level', 'answer', { level: 'urgent', levelEnds: NOW + 5 }, 'at once'],
    ['a stop', 'ordinary', { level: 'stopped', levelEnds: NOW + 5 }, held.level],
    ['a stop', 'deletion', { level: 'stopped', levelEnds: NOW + 5 }, held.level],
    ['a stop', 'vital', { level: 'stopped', levelEnds: NOW + 5 }, 'paced'],
    ['a stop', 'answer', { level: 'stopped', levelEnds: NOW + 5 }, 'at once'],
    ['a pause of the guild', 'ordinary', { guildPausedUntil: NOW + 5 }, held.guild],
    ['a pause of the guild', 'deletion', { guildPausedUntil: NOW + 5 }, held.guild],
    ['a pause of the guild', 'answer', { guildPausedUntil: NOW + 5 }, 'at once'],
    ['a pause that is over', 'ordinary', { guildPausedUntil: NOW }, 'paced'],
    ['a refused token', 'ordinary', { tokenRefused: true }, held.token],
    ['a refused token', 'vital', { tokenRefused: true }, held.token],
    ['a refused token', 'answer', { tokenRefused: true }, 'at once'],
  ];
  for (const [when, urgency, standing, expected] of verdicts) {
    it(`RL-07 ${when}, ${urgency}: ${expected}`, () => {
      const decided = verdict(urgency, { ...calm, ...standing }, NOW);
      const said = decided.kind === 'hold' ? decided.because : decided.paced ? 'paced' : 'at once';
      expect(said).to.equal(expected);
    });
  }

  it('RL-07 what is held back is told when to come again', () => {
    const byLevel = verdict('ordinary', { ...calm, level: 'stopped', levelEnds: NOW + 70_000 }, NOW);
    const byGuild = verdict('ordinary', { ...calm, guildPausedUntil: NOW + 30_000 }, NOW);
    expect(byLevel).to.include({ until: NOW + 70_000 });
    expect(byGuild).to.include({ until: NOW + 30_000 });
  });

  it('RL-07 401, 403 and 429 count, but not a limit shared with others', () => {
    const counted = [200, 204, 400, 401, 403, 404, 429, 500].filter((status) => isRefusal(status, null));
    expect(counted).to.deep.equal([401, 403, 429]);
    expect(isRefusal(429, 'user')).to.equal(true);
    expect(isRefusal(429, 'global')).to.equal(true);
    expect(isRefusal(429, 'shared')).to.equal(false);
  });

  it('RL-07 the twentieth 403 of a guild within a minute makes it pause for a minute', () => {
    expect(afterRefusal(unblemished, 19, NOW)).to.equal(unblemished);
    expect(afterRefusal(unblemished, 20, NOW)).to.deep.equal({ pauses: 1, pausedUntil: NOW + MINUTE });
  });

  it('RL-07 the pauses of a guild that goes on double, up to 16 minutes', () => {
    const lengths: number[] = [];
    let guild: GuildStanding = unblemished;
    for (let now = NOW; lengths.length < 7; now = guild.pausedUntil + MINUTE) {
      guild = afterRefusal(guild, 20, now);
      lengths.push((guild.pausedUntil - now) / MINUTE);
    }
    expect(lengths).to.deep.equal([1, 2, 4, 8, 16, 16, 16]);
  });

  it('RL-07 refusals of what was on its way do not lengthen a pause', () => {
    const paused = afterRefusal(unblemished, 20, NOW);
    expect(afterRefusal(paused, 25, NOW + 1000)).to.equal(paused);
  });

  it('RL-07 an hour without a pause is forgiven', () => {
    const before = { pauses: 5, pausedUntil: NOW };
    expect(afterRefusal(before, 20, NOW + 59 * MINUTE)).to.include({ pauses: 6 });
    expect(afterRefusal(before, 20, NOW + 60 * MINUTE)).to.include({ pauses: 1 });
  });
});
