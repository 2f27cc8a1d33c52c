import { expect } from 'chai';
import { ManualClock } from 'roomkeeper/sandbox';
import { RequestPace } from '../../../../src/discord/governor/request-pace.js';

describe('RL-07 the pace of requests', () => {
  let clock: ManualClock;
  let sent: { readonly name: string; readonly at: number }[];

  const paced = (perSecond: number): RequestPace => new RequestPace(clock, () => perSecond);

  async function send(pace: RequestPace, name: string, key = '', signal: AbortSignal | null = null): Promise<void> {
    await pace.turn(key, signal);
    sent.push({ name, at: clock.now() });
  }

  const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  beforeEach(() => {
    clock = new ManualClock();
    sent = [];
  });

  it('RL-07 never more than 50 in any second, however many come at once', async () => {
    const pace = paced(50);
    const all = Array.from({ length: 230 }, (_, index) => send(pace, String(index)));
    await breath();
    expect([sent.length, pace.waiting]).to.deep.equal([50, 180]);
    await clock.advance(10_000, breath);
    await Promise.all(all);
    for (const { at } of sent) {
      expect(sent.filter((other) => other.at > at - 1000 && other.at <= at).length).to.be.at.most(50);
    }
    expect(sent.at(-1)?.at).to.equal(clock.now() - 10_000 + 4 * 1050);
  });

  it('RL-07 a steady stream below the limit never waits', async () => {
    const pace = paced(50);
    for (let index = 0; index < 200; index += 1) {
      await send(pace, String(index));
      await clock.advance(25);
    }
    expect(pace.waiting).to.equal(0);
  });

  it('RL-07 guilds take turns: one with much to do does not keep another waiting', async () => {
    const pace = paced(2);
    const all = [
      ...Array.from({ length: 10 }, (_, index) => send(pace, `big ${index}`, 'big')),
      send(pace, 'small', 'small'),
    ];
    await clock.advance(10_000, breath);
    await Promise.all(all);
    expect(sent.map(({ name }) => name).slice(0, 4)).to.deep.equal(['big 0', 'big 1', 'big 2', 'small']);
    expect(sent.filter(({ name }) => name.startsWith('big')).map(({ name }) => name)).to.deep.equal(
      Array.from({ length: 10 }, (_, index) => `big ${index}`),
    );
  });

  it('RL-07 a lower pace counts for those that wait already', async () => {
    let perSecond = 10;
    const pace = new RequestPace(clock, () => perSecond);
    for (let index = 0; index < 30; index += 1) void send(pace, String(index));
    perSecond = 1;
    await clock.advance(3200, breath);
    expect(sent).to.have.length(13);
  });

  it('RL-07 one that is given up leaves the line', async () => {
    const pace = paced(1);
    await send(pace, 'first');
    const controller = new AbortController();
    const given = send(pace, 'given up', 'a', controller.signal);
    const last = send(pace, 'last', 'b');
    controller.abort(new Error('given up'));
    await given.then(
      () => expect.fail('it was sent'),
      (error: unknown) => expect(error).to.include({ message: 'given up' }),
    );
    await clock.advance(1050, breath);
    await last;
    expect(sent.map(({ name }) => name)).to.deep.equal(['first', 'last']);
  });

  it('RL-07 a clock that is put back by an hour keeps nobody waiting for it', async () => {
    const pace = paced(1);
    await send(pace, 'first');
    clock.jump(clock.now() - 3_600_000);
    const second = send(pace, 'second');
    await clock.advance(1050, breath);
    await second;
    expect(sent).to.have.length(2);
  });
});
