import { expect } from 'chai';
import * as fc from 'fast-check';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { UserError } from '@sapphire/framework';
import { AdminScene, refusal } from './admin-scene.js';

describe('files of triggers from anywhere', () => {
  let admin: AdminScene;
  let server: Server;
  let answer: (response: ServerResponse) => void;
  let url: string;

  before(async () => {
    admin = await AdminScene.set();
    server = createServer((_request, response) => answer(response));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/triggers.yaml`;
    await admin.trigger({ name: 'hello' });
    await admin.action({ name: 'say' });
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await admin.scene.stage.strike();
  });

  async function ask(mode = 'merge', size = 10): Promise<unknown> {
    return admin.scene.parts.front.porting.ask(await admin.olga(), { url, size }, mode);
  }

  async function stored(): Promise<string> {
    const tables = ['triggers', 'actions', 'role_groups'];
    const all = tables.map((table) => admin.scene.rows(`select * from trigger_${table} order by id`));
    return JSON.stringify(await Promise.all(all));
  }

  it('TR-36 what Discord does not hand out is refused: nothing there, another address, cut off', async () => {
    answer = (response) => void response.writeHead(404).end();
    expect((await refusal(ask())).what).to.equal('trigger.download-failed');
    answer = (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    expect((await refusal(ask())).what).to.equal('trigger.download-failed');
    answer = (response) => void response.writeHead(200, { 'content-length': 100 }).write('a', () => response.destroy());
    expect((await refusal(ask())).what).to.equal('trigger.download-failed');
  });

  it('TR-36 no more is read than a file may have, whatever its size was said to be', async () => {
    let asked = 0;
    answer = (response) => {
      asked += 1;
      response.end(Buffer.alloc(1024 * 1024, '#'));
    };
    expect((await refusal(ask())).message).to.include('256 KB');
    expect(asked).to.equal(1);
    expect((await refusal(ask('merge', 256 * 1024 + 1))).what).to.equal('trigger.file-too-big');
    expect(asked).to.equal(1);
  });

  it('TR-36 a file that does not come is not waited for', async () => {
    const asked = new Promise<void>((heard) => (answer = () => heard()));
    const waiting = refusal(ask());
    await asked;
    await admin.scene.stage.pass(10);
    expect((await waiting).what).to.equal('trigger.download-slow');
  });

  it('TR-36 no file changes anything by being looked at, and each is answered', async () => {
    const before = await stored();
    const word = fc.constantFrom(
      'hello',
      'say',
      'HELLO',
      'x',
      '',
      '123456789012345678',
      '1h',
      '((',
      'null',
      '💥'.repeat(40),
    );
    const condition = fc.record({
      id: fc.constantFrom('contains', 'regex', 'interval', 'command', 'reaction-add', 'voice-join'),
      parameter: word,
    });
    const action = fc.record(
      {
        name: word,
        kind: fc.constantFrom('message', 'delete-message', 'react', 'role', 'purge', 'create-trigger', 'nope'),
        next: word,
        texts: fc.array(word, { maxLength: 2 }),
        channel: word,
        role: word,
        group: word,
        emoji: word,
        condition,
        action: word,
        lifetime: word,
      },
      { requiredKeys: ['name', 'kind'] },
    );
    const scope = fc.oneof(
      fc.constant({ kind: 'server' }),
      fc.record({ kind: fc.constantFrom('channel', 'message'), channelId: word, messageId: word }),
    );
    const trigger = fc.record(
      { name: word, condition, action: word, scope },
      { requiredKeys: ['name', 'condition', 'action'] },
    );
    const group = fc.record({ name: word, roles: fc.array(word, { maxLength: 2 }) });
    const file = fc.record({
      version: fc.constant(1),
      groups: fc.array(group, { maxLength: 2 }),
      actions: fc.array(action, { maxLength: 4 }),
      triggers: fc.array(trigger, { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(file, fc.constantFrom('merge', 'replace'), async (given, mode) => {
        answer = (response) => void response.end(JSON.stringify(given));
        try {
          expect(JSON.stringify(await ask(mode))).to.match(/Nothing was changed|Nothing is changed|changes nothing/);
        } catch (error) {
          // Rights that even the owner lacks, such as in a channel that is not there.
          if (!(error instanceof UserError)) throw error;
          expect(error.message).to.include('Nothing was changed');
        }
      }),
      { numRuns: 150 },
    );
    expect(await stored()).to.equal(before);
  });
});
