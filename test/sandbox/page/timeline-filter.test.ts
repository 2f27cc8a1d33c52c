import { expect } from 'chai';
import {
  channelsIn,
  everything,
  filterRows,
  outcomeText,
  pluginsIn,
  type TimelineFilter,
} from '../../../sandbox/page/client/tools/timeline-filter.js';
import type { TimelineEntry } from '../../../sandbox/page/protocol/shared-view.js';

describe('the filter of the page’s timeline', () => {
  const row = (id: number, more: Partial<TimelineEntry> = {}): TimelineEntry => ({
    id,
    at: id,
    kind: 'event',
    title: 'VOICE_STATE_UPDATE',
    about: '',
    outcome: 'ok',
    status: null,
    code: null,
    duration: null,
    sessions: null,
    faulted: false,
    plugin: null,
    guild: null,
    channel: null,
    user: null,
    ...more,
  });
  const call = row(2, { kind: 'call', title: 'PATCH /channels/1', code: 50013, plugin: 'hub', channel: '1' });
  const job = row(3, { kind: 'job', title: 'hub.grace', plugin: 'hub', channel: '2' });
  const rows = [row(1), call, job, row(4, { plugin: 'panel', about: 'Ada joins', channel: '1' })];
  const shown = (filter: Partial<TimelineFilter>, limit = 10) =>
    filterRows(rows, { ...everything, ...filter }, limit).map(({ id }) => id);

  const filters: readonly [string, Partial<TimelineFilter>, number[]][] = [
    ['everything', {}, [1, 2, 3, 4]],
    ['no events', { hidden: new Set(['event']) }, [2, 3]],
    ['those of a plugin', { plugin: 'hub' }, [2, 3]],
    ['those of a channel', { channel: '1' }, [2, 4]],
    ['those with a text, in words too', { search: 'ADA' }, [4]],
    ['those with a code', { search: '50013' }, [2]],
    ['those of a plugin in a channel', { plugin: 'hub', channel: '2' }, [3]],
  ];
  for (const [name, filter, ids] of filters) {
    it(`SB-22 shows ${name}`, () => expect(shown(filter)).to.deep.equal(ids));
  }

  it('SB-22 draws the newest rows only, in order', () => {
    expect(shown({}, 2)).to.deep.equal([3, 4]);
    expect(shown({ plugin: 'hub' }, 1)).to.deep.equal([3]);
  });

  it('SB-22 offers the plugins by name, and the channels, the newest first', () => {
    expect(pluginsIn(rows)).to.deep.equal(['hub', 'panel']);
    expect(channelsIn(rows)).to.deep.equal(['1', '2']);
  });

  const outcomes: readonly [Partial<TimelineEntry>, string][] = [
    [{ kind: 'call', status: 200, duration: 4.25 }, '200 in 4.3 ms'],
    [{ kind: 'call', status: 403, code: 50013, outcome: 'refused', duration: 12 }, '403 (50013) in 12 ms'],
    [{ kind: 'call', status: 500, outcome: 'failed', faulted: true }, '500 as you chose'],
    [{ kind: 'call', outcome: 'open' }, 'no answer yet'],
    [{ kind: 'call', outcome: 'lost', faulted: true }, 'no answer, as you chose'],
    [{ sessions: 1 }, 'to 1 session'],
    [{ sessions: 0 }, 'nobody got it'],
    [{ kind: 'act', outcome: 'refused' }, 'refused'],
  ];
  for (const [of, text] of outcomes) {
    it(`SB-22 says "${text}"`, () => expect(outcomeText(row(1, of))).to.equal(text));
  }
});
