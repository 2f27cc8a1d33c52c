import { expect } from 'chai';
import { createClient } from '../../../src/discord/client.js';
import { idleGovernor } from '../../support/governor.js';
import { silentLogger } from '../../support/logger.js';

describe('the client', () => {
  const real = globalThis.setInterval;
  afterEach(() => (globalThis.setInterval = real));

  it('RL-04 queues of requests to channels that nobody asks for any more are dropped within minutes', async () => {
    const timers: { readonly run: () => void; readonly every: number }[] = [];
    globalThis.setInterval = ((run: () => void, every: number) => {
      timers.push({ run, every });
      return real(() => undefined, 1_000_000).unref();
    }) as typeof setInterval;
    const { rest } = createClient({
      intents: [],
      api: undefined,
      log: silentLogger,
      governor: idleGovernor(),
      transport: () => Promise.resolve(new Response('{}', { headers: { 'content-type': 'application/json' } })),
    });
    rest.setToken('some token');
    for (const id of ['1', '2', '3']) await rest.get(`/channels/${id}`);
    expect(rest.handlers.size).to.equal(3);
    for (const { run, every } of timers) if (every <= 600_000) run();
    expect(rest.handlers.size).to.equal(0);
  });
});
