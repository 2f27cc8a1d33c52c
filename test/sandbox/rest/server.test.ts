import { request } from 'node:http';
import { expect } from 'chai';
import type { RestRequest, Route } from '../../../sandbox/rest/route.js';
import { UnhandledFieldError } from '../../../sandbox/rest/fields.js';
import { Running } from '../running.js';

const seen: RestRequest[] = [];
const keep: Route['handle'] = (call) => {
  seen.push(call);
  return {};
};
/** Operations that Discord's schemas do not know, so that only the server is tried. */
const routes: readonly Route[] = [
  { method: 'POST', path: '/probe/{probe_id}', handle: keep },
  { method: 'GET', path: '/probe/fixed', handle: () => ({ body: { fixed: true } }) },
  { method: 'GET', path: '/probe/{probe_id}', handle: ({ params }) => ({ body: params }) },
  { method: 'GET', path: '/open', open: true, handle: () => ({ body: {} }) },
  {
    method: 'GET',
    path: '/broken',
    handle: () => {
      throw new Error('a fault of the sandbox');
    },
  },
  {
    method: 'GET',
    path: '/unhandled',
    handle: () => {
      throw new UnhandledFieldError('colour');
    },
  },
];

describe('sandbox REST server', () => {
  let running: Running;

  beforeEach(async () => {
    seen.length = 0;
    running = await Running.start({ routes });
  });
  afterEach(async () => running.stop());

  async function statusWith(headers: Record<string, string>): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const call = request(`${running.sandbox.api}/v10/open`, { headers, agent: false }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode));
      });
      call.on('error', reject).end();
    });
  }

  it('SB-26 says of what is no address that it is not there, and goes on', async () => {
    const { hostname, port } = new URL(running.sandbox.api);
    const upgrade = { connection: 'Upgrade', upgrade: 'websocket' };
    for (const headers of [{}, upgrade]) {
      const status = await new Promise((resolve, reject) => {
        const call = request({ hostname, port, path: '//[', agent: false, headers, timeout: 5000 }, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode));
        });
        call.on('timeout', () => call.destroy(new Error('no answer')));
        call.on('error', reject).end();
      });
      expect(status).to.equal(404);
    }
    expect(await statusWith({ host: new URL(running.sandbox.api).host })).to.equal(200);
  });

  it('SB-26 answers only to its own names', async () => {
    const { port } = new URL(running.sandbox.api);
    expect(await statusWith({ host: `127.0.0.1:${port}` })).to.equal(200);
    expect(await statusWith({ host: `localhost:${port}` })).to.equal(200);
    expect(await statusWith({ host: `evil.example:${port}` })).to.equal(403);
    expect(await statusWith({ host: '127.0.0.1' })).to.equal(403);
    expect(running.sandbox.calls()).to.have.length(2);
  });

  it('SB-26 refuses calls from foreign pages', async () => {
    const { port } = new URL(running.sandbox.api);
    expect(await statusWith({ origin: `http://127.0.0.1:${port}` })).to.equal(200);
    expect(await statusWith({ origin: 'http://evil.example' })).to.equal(403);
    expect(await statusWith({ origin: `http://127.0.0.1:${Number(port) + 1}` })).to.equal(403);
    expect(await statusWith({ origin: 'null' })).to.equal(403);
  });

  it('SB-26 refuses WebSockets from foreign pages', async () => {
    const { WebSocket } = await import('ws');
    const socket = new WebSocket(running.sandbox.api.replace('http', 'ws').replace('/api', '/gateway'), {
      origin: 'http://evil.example',
    });
    const failed = await new Promise<Error>((resolve) => void socket.once('error', resolve));
    expect(failed.message).to.contain('403');
  });

  it('SB-26 listens on the loopback interface only', () => {
    expect(new URL(running.sandbox.api).hostname).to.equal('127.0.0.1');
  });

  it('SB-02 wants the bot token, unless the token of the path is the authorisation', async () => {
    const refused = await running.call('GET', '/probe/1', { headers: { authorization: 'Bot nobody' } });
    expect(refused.status).to.equal(401);
    expect(await refused.json()).to.deep.equal({ message: '401: Unauthorized', code: 0 });
    expect((await fetch(`${running.sandbox.api}/v10/probe/1`)).status).to.equal(401);
    expect((await fetch(`${running.sandbox.api}/v10/open`)).status).to.equal(200);
  });

  it('SB-01 reports a route that it does not know', async () => {
    const answer = await running.call('GET', '/guilds/1/soundboard-sounds');
    expect(answer.status).to.equal(404);
    expect(await answer.json()).to.deep.equal({ message: '404: Not Found', code: 0 });
    const [violation] = running.sandbox.expectViolations(1);
    expect(violation).to.include({ kind: 'unknown-route', subject: 'GET /guilds/1/soundboard-sounds' });
  });

  it('SB-01 reports a field that a route does not handle', async () => {
    const answer = await running.call('GET', '/unhandled');
    expect(answer.status).to.equal(400);
    const [violation] = running.sandbox.expectViolations(1);
    expect(violation).to.include({ kind: 'unhandled-field', subject: 'GET /unhandled' });
    expect(violation?.messages[0]).to.contain('colour');
  });

  it('SB-01 reports a route that throws', async () => {
    expect((await running.call('GET', '/broken')).status).to.equal(500);
    const [violation] = running.sandbox.expectViolations(1);
    expect(violation?.kind).to.equal('crash');
    expect(violation?.messages[0]).to.contain('a fault of the sandbox');
  });

  it('SB-06 fails the one who stops it with violations left', async () => {
    const other = await Running.start();
    await other.call('GET', '/nowhere');
    const failure = await other.stop().then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(Error).with.property('name', 'UnexpectedViolationsError');
    expect((failure as Error).message).to.contain('GET /nowhere');
  });

  it('SB-02 answers 204 without a body and without a content type', async () => {
    const answer = await running.call('POST', '/probe/1');
    expect(answer.status).to.equal(204);
    expect(answer.headers.has('content-type')).to.equal(false);
  });

  it('SB-02 takes version 10 and no version, but no other', async () => {
    const headers = { authorization: `Bot ${running.sandbox.token}` };
    expect((await fetch(`${running.sandbox.api}/probe/7`, { headers })).status).to.equal(200);
    const old = await fetch(`${running.sandbox.api}/v6/probe/7`, { headers });
    expect(await old.json()).to.include({ code: 50041 });
  });

  it('SB-02 prefers literal segments, and decodes parameters', async () => {
    expect(await (await running.call('GET', '/probe/fixed')).json()).to.deep.equal({ fixed: true });
    const emoji = await running.call('GET', `/probe/${encodeURIComponent('👍')}`);
    expect(await emoji.json()).to.deep.equal({ probe_id: '👍' });
    expect(await (await running.call('GET', '/probe/50%')).json()).to.deep.equal({ probe_id: '50%' });
  });

  it('SB-02 reads JSON, the reason, and nothing', async () => {
    await running.call('POST', '/probe/1', { json: { a: 1 }, headers: { 'x-audit-log-reason': 'weil%20%C3%84' } });
    await running.call('POST', '/probe/2');
    expect(seen[0]).to.include({ reason: 'weil Ä', botId: running.sandbox.world.application.botId });
    expect(seen[0]?.body).to.deep.equal({ a: 1 });
    expect(seen[1]).to.include({ reason: null, body: undefined });
  });

  it('SB-02 reads a form with a payload and files', async () => {
    const form = new FormData();
    form.set('payload_json', JSON.stringify({ content: 'see' }));
    form.set('files[0]', new File(['text'], 'a.txt', { type: 'text/plain' }));
    await running.call('POST', '/probe/1', { body: form });
    expect(seen[0]?.body).to.deep.equal({ content: 'see' });
    expect(seen[0]?.files?.[0]).to.include({ field: 'files[0]', name: 'a.txt', contentType: 'text/plain' });
    expect(Buffer.from(seen[0]?.files?.[0]?.data ?? []).toString()).to.equal('text');
  });

  it('SB-02 refuses broken JSON with 50109', async () => {
    const answer = await running.call('POST', '/probe/1', {
      body: '{"a"',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).to.equal(400);
    expect(await answer.json()).to.include({ code: 50109 });
  });

  it('SB-02 tells where the gateway is', async () => {
    const answer = await running.call('GET', '/gateway/bot');
    const body = (await answer.json()) as { url: string; session_start_limit: { remaining: number } };
    expect(new URL(body.url).host).to.equal(new URL(running.sandbox.api).host);
    expect(body.session_start_limit.remaining).to.equal(1000);
    await running.identify();
    const after = (await (await running.call('GET', '/gateway/bot')).json()) as typeof body;
    expect(after.session_start_limit.remaining).to.equal(999);
  });

  it('SB-02 leaves no port open when it stops', async () => {
    const other = await Running.start();
    const { api } = other.sandbox;
    await other.stop();
    const failure = await fetch(api).then(
      () => null,
      (error: unknown) => error,
    );
    expect(failure).to.be.instanceOf(TypeError);
  });
});
