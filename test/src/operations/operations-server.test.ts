import { expect } from 'chai';
import { createServer } from 'node:net';
import { connect } from 'node:net';
import { OperationsPortError } from '../../../src/operations/errors.js';
import { OperationsServer } from '../../../src/operations/operations-server.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';
import { fetchPage } from '../../support/pages.js';

describe('FW-61 the server of health and metrics', () => {
  const lines: LogLine[] = [];
  const pages = {
    '/fine': () => Promise.resolve({ status: 200, type: 'text/plain', text: 'fine' }),
    '/broken': () => Promise.reject(new Error('boom')),
  };
  let server: OperationsServer;
  let address: string;

  const make = (port: number, host = '127.0.0.1') =>
    new OperationsServer({ host, port, pages, log: memoryLogger(lines) });

  beforeEach(async () => {
    lines.length = 0;
    server = make(0);
    address = await server.start();
  });
  afterEach(() => server.stop());

  it('FW-61 serves its pages to GET, and their heads to HEAD', async () => {
    const { status, text, headers } = await fetchPage(address, '/fine?with=a-query');
    expect([status, text, headers['cache-control']]).to.deep.equal([200, 'fine', 'no-store']);
    const head = await fetchPage(address, '/fine', 'HEAD');
    expect([head.status, head.text]).to.deep.equal([200, '']);
  });

  it('FW-61 knows no other page, and repeats nothing of what it was asked', async () => {
    for (const path of ['/', '/fine/', '/constructor', '/__proto__', '/<script>']) {
      const { status, text } = await fetchPage(address, path);
      expect([path, status]).to.deep.equal([path, 404]);
      expect(text).to.equal('There is /fine, /broken, and nothing else.\n');
    }
  });

  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    it(`FW-61 refuses ${method}`, async () => {
      const { status, headers } = await fetchPage(address, '/fine', method);
      expect([status, headers['allow']]).to.deep.equal([405, 'GET, HEAD']);
    });
  }

  it('FW-61 a page that fails is a 500, without the reason', async () => {
    const { status, text } = await fetchPage(address, '/broken');
    expect([status, text]).to.deep.equal([500, '']);
    expect(lines.map(({ level }) => level)).to.deep.equal(['warn']);
  });

  it('FW-61 a port that is taken is a clear error', async () => {
    const port = Number(new URL(address).port);
    const error = await make(port)
      .start()
      .then(
        () => expect.fail('it listens'),
        (reason: unknown) => reason,
      );
    expect(error).to.be.instanceOf(OperationsPortError);
    expect(String(error))
      .to.include(`127.0.0.1:${port}`)
      .and.include('another program listens there')
      .and.include('METRICS_PORT');
  });

  it('FW-61 an address that is not of this machine is a clear error', async () => {
    const error = await make(0, '203.0.113.7')
      .start()
      .then(
        () => expect.fail('it listens'),
        (reason: unknown) => reason,
      );
    expect(String(error)).to.include('METRICS_HOST');
  });

  it('FW-61 ends at once, also with connections that say nothing', async () => {
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    const closed = new Promise<void>((resolve) => void socket.once('close', () => resolve()));
    socket.on('error', () => undefined);
    await new Promise<void>((resolve) => void socket.once('connect', () => resolve()));
    await server.stop();
    await closed;
    const other = createServer();
    await new Promise<void>((resolve) => void other.listen(Number(port), hostname, resolve));
    await new Promise((resolve) => void other.close(resolve));
  });
});
