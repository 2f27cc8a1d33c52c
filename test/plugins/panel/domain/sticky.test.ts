import { expect } from 'chai';
import { noSticky, posting, stickyDecision, written, type Sticky } from '../../../../plugins/panel/domain/sticky.js';

const SECOND = 1000;

/** Lets people write at some seconds. @returns the seconds at which the sticky is posted. */
function postsAt(writings: readonly number[], start: Sticky = noSticky): number[] {
  const posts: number[] = [];
  let sticky = start;
  for (let now = 0; now <= 120 * SECOND; now += SECOND) {
    for (const at of writings) if (at * SECOND === now) sticky = written(sticky, now);
    if (stickyDecision(sticky, now).kind !== 'post') continue;
    posts.push(now / SECOND);
    sticky = { ...posting(sticky, now), messageId: String(now) };
  }
  return posts;
}

const everySecond = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('panel: the sticky', () => {
  const table: { what: string; writings: number[]; posts: number[] }[] = [
    { what: 'is not there before anybody has written', writings: [], posts: [] },
    { what: 'comes with the first message', writings: [3], posts: [3] },
    { what: 'moves down 5 s after the last message', writings: [0, 20, 22], posts: [0, 27] },
    { what: 'moves no more often than each 10 s', writings: [0, 1], posts: [0, 10] },
  ];
  for (const { what, writings, posts } of table) {
    it(`PN-10 ${what}`, () => {
      expect(postsAt(writings)).to.deep.equal(posts);
    });
  }

  it('PN-10 moves down in a chat that never falls quiet too, and never more often than each 10 s', () => {
    const posts = postsAt(everySecond(0, 120));
    expect(posts.length).to.be.at.least(4);
    for (const [index, at] of posts.slice(1).entries()) expect(at - (posts[index] ?? 0)).to.be.within(10, 31);
  });

  it('PN-10 says when to look again', () => {
    const sticky: Sticky = { messageId: '1', postedAt: 0, below: null };
    expect(stickyDecision(sticky, 60_000)).to.deep.equal({ kind: 'rest' });
    expect(stickyDecision(written(sticky, 60_000), 60_000)).to.deep.equal({ kind: 'wait', until: 65_000 });
    expect(stickyDecision(written(sticky, 1000), 1000)).to.deep.equal({ kind: 'wait', until: 10_000 });
  });

  it('PN-10 a deleted one comes back with the next message, 10 s after the last at the earliest', () => {
    const deleted: Sticky = { messageId: null, postedAt: 0, below: null };
    expect(stickyDecision(deleted, 60_000)).to.deep.equal({ kind: 'rest' });
    expect(stickyDecision(written(deleted, 60_000), 60_000)).to.deep.equal({ kind: 'post' });
    expect(stickyDecision(written(deleted, 4000), 4000)).to.deep.equal({ kind: 'wait', until: 10_000 });
  });

  it('PN-10 what is written while it is posted counts for the next', () => {
    const sticky = written(posting(written(noSticky, 0), 0), 100);
    expect(stickyDecision({ ...sticky, messageId: '1' }, 100)).to.deep.equal({ kind: 'wait', until: 10_000 });
  });
});
