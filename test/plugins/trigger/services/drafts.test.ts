import { expect } from 'chai';
import { ManualClock } from 'roomkeeper/sandbox';
import { DRAFT_LIFE_MS, Drafts, type Draft } from '../../../../plugins/trigger/services/desk/drafts.js';

const draft: Draft = { line: 'trigger create', guildId: '1', userId: '2', given: { name: 'hi' } };

describe('TR-34 drafts', () => {
  it('TR-34 a draft is kept for 15 minutes, from its last change on', async () => {
    const clock = new ManualClock();
    const drafts = new Drafts(clock);
    const id = drafts.keep(draft);
    await clock.advance(DRAFT_LIFE_MS - 1);
    expect(drafts.of(id, draft)).to.deep.equal(draft);
    drafts.keep({ ...draft, given: { name: 'hello' } }, id);
    await clock.advance(DRAFT_LIFE_MS - 1);
    expect(drafts.of(id, draft)?.given).to.deep.equal({ name: 'hello' });
    await clock.advance(1);
    expect(drafts.of(id, draft)).to.equal(null);
  });

  it('TR-34 nobody gets the draft of somebody else, or of another server', () => {
    const drafts = new Drafts(new ManualClock());
    const id = drafts.keep(draft);
    expect(drafts.of(id, { guildId: '1', userId: '3' })).to.equal(null);
    expect(drafts.of(id, { guildId: '3', userId: '2' })).to.equal(null);
  });

  it('TR-34 one person keeps ten, everybody together a thousand: the oldest go', () => {
    const drafts = new Drafts(new ManualClock());
    const mine = Array.from({ length: 12 }, () => drafts.keep(draft));
    expect(mine.filter((id) => drafts.of(id, draft) !== null)).to.deep.equal(mine.slice(2));
    for (let person = 100; person < 1_500; person += 1) drafts.keep({ ...draft, userId: String(person) });
    expect(drafts.size).to.equal(1_000);
    expect(mine.some((id) => drafts.of(id, draft) !== null)).to.equal(false);
  });
});
