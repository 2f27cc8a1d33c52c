import { expect } from 'chai';
import { request } from 'node:http';
import { WebSocket } from 'ws';
import { PageStage } from './page-stage.js';

/** A GET with headers that `fetch` does not let anybody set. */
async function get(address: string, path: string, headers: Record<string, string> = {}, method = 'GET') {
  const { hostname, port } = new URL(address);
  return new Promise<{ status: number; body: string; headers: Record<string, unknown> }>((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body, headers: response.headers }));
    });
    sent.once('error', reject);
    sent.end();
  });
}

/** How a WebSocket is greeted: 101, or the status that it is refused with. */
async function greeting(url: string, origin?: string, host?: string): Promise<number> {
  const socket = new WebSocket(url, { ...(origin && { origin }), ...(host && { headers: { host } }) });
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_, { statusCode = 0 }) => resolve(statusCode));
    socket.once('error', reject);
  }).finally(() => socket.on('error', () => undefined).terminate()) as Promise<number>;
}

describe('the server of the page', () => {
  let stage: PageStage;
  let address: string;
  let port: string;

  beforeEach(async () => {
    stage = await PageStage.set();
    ({ address } = stage.page);
    ({ port } = new URL(address));
  });

  afterEach(() => stage.strike());

  it('SB-20 serves the page, its modules, and the libraries that its import map names', async () => {
    const page = await get(address, '/');
    expect(page.status).to.equal(200);
    expect(page.headers['content-type']).to.equal('text/html; charset=utf-8');
    const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(page.body)?.[1] ?? '{}';
    const { imports } = JSON.parse(map) as { imports: Record<string, string> };
    const linked = [...page.body.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    for (const path of [...Object.values(imports), ...linked]) {
      expect((await get(address, path)).status, path).to.equal(200);
    }
    expect((await get(address, '/modules/main.js')).headers['content-type']).to.include('text/javascript');
  });

  it('SB-20 tells the browser of every module at once, so that it need not find them one by one', async () => {
    const { body } = await get(address, '/');
    const preloaded = [...body.matchAll(/<link rel="modulepreload" href="([^"]+)"/g)].map(([, path]) => path ?? '');
    expect(preloaded).to.include.members(['/modules/main.js', '/vendor/preact.mjs']);
    for (const path of preloaded) expect((await get(address, path)).status, path).to.equal(200);
  });

  it('SB-26 serves nothing else, neither from above its folder nor from node_modules', async () => {
    const paths = [
      '/package.json',
      '/modules/../../start.js',
      '/modules/..%2f..%2fstart.js',
      '/vendor/../package.json',
      '/vendor/ws.mjs',
      '/main.tsx',
      '/tsconfig.json',
      '/modules/main.js.map',
      '/api/v10/users/@me',
      '//etc/passwd.html',
      '//[',
      `/${'a'.repeat(300)}.css`,
    ];
    for (const path of paths) expect((await get(address, path)).status, path).to.equal(404);
    expect((await get(address, '/', {}, 'POST')).status).to.equal(405);
  });

  it('SB-26 is bound to 127.0.0.1', () => {
    expect(new URL(address).hostname).to.equal('127.0.0.1');
  });

  it('SB-26 answers nobody who calls it by a foreign name, or from a foreign page', async () => {
    for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1.evil.example:${port}`, '127.0.0.1']) {
      expect((await get(address, '/', { host })).status, host).to.equal(403);
    }
    expect((await get(address, '/', { origin: 'https://evil.example' })).status).to.equal(403);
    expect((await get(address, '/', { host: `localhost:${port}` })).status).to.equal(200);
  });

  it('SB-26 takes a WebSocket from its own page only', async () => {
    const url = `ws://127.0.0.1:${port}/page`;
    const own = `http://127.0.0.1:${port}`;
    expect(await greeting(url, own)).to.equal(101);
    expect(await greeting(url)).to.equal(403);
    expect(await greeting(url, 'null')).to.equal(403);
    expect(await greeting(url, 'https://evil.example')).to.equal(403);
    expect(await greeting(url, `http://127.0.0.1:${Number(port) + 1}`)).to.equal(403);
    expect(await greeting(url, own, `evil.example:${port}`)).to.equal(403);
    expect(await greeting(`ws://127.0.0.1:${port}/gateway`, own)).to.equal(404);
  });

  it('SB-26 lets no script of others run in it, and nobody frame it', async () => {
    const policy = String((await get(address, '/')).headers['content-security-policy']);
    expect(policy).to.include("default-src 'self'").and.to.include("frame-ancestors 'none'");
    expect(policy).to.match(/script-src 'self' 'sha256-[\w+/=]+';/);
  });

  it('SB-26 closes the line to whoever does not speak as a page does', async () => {
    for (const text of ['hello', '[]', 'null', '{"id":1}', '{"act":{"kind":"leave"}}']) {
      const browser = await stage.open();
      expect(await browser.say(text), text).to.equal(1007);
    }
  });

  it('SB-20 takes another port where the wished one is taken', async () => {
    const other = await PageStage.set();
    try {
      await other.page.close();
      await other.page.listen(Number(port));
      expect(other.page.address).not.to.equal(address);
      expect((await get(other.page.address, '/')).status).to.equal(200);
    } finally {
      await other.strike();
    }
  });
});
