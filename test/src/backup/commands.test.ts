import { expect } from 'chai';
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startSandbox, type Sandbox } from 'roomkeeper/sandbox';
import { runBackupCommand } from '../../../src/backup/command.js';
import { RoomkeeperError } from '../../../src/plugins/errors.js';
import { BotChild } from '../../support/bot-child.js';
import { query, testDatabase, type TestDatabase } from '../../support/database.js';
import { packageRoot } from '../../support/package-root.js';
import { removeProjects, writeProject } from '../../support/project.js';

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

describe('FW-63 the commands for backup and restore', function () {
  this.timeout(60_000);
  let sandbox: Sandbox;
  let server: TestDatabase;

  beforeEach(async () => {
    sandbox = await startSandbox({});
    server = await testDatabase();
  });
  afterEach(async () => {
    await BotChild.clear();
    await sandbox.stop();
    await server.drop();
  });

  /** The same in this process, which has everything loaded. */
  async function runHere(
    directory: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<Ended> {
    let out = '';
    const say = (text: string): void => void (out += text);
    return runBackupCommand(args, { env, directory, say }).then(
      () => ({ code: 0, out, err: '' }),
      (error: unknown) => {
        expect(error).to.be.instanceOf(RoomkeeperError);
        return { code: 1, out, err: error instanceof Error ? error.message : '' };
      },
    );
  }

  /** Runs a command as `npm run` does, in the folder of a bot. */
  function run(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
    const main = join(packageRoot, 'dist/src/backup/main.js');
    const { PATH = '', TMPDIR = '' } = process.env;
    return new Promise((resolve) => {
      execFile(process.execPath, [main, ...args], { cwd, env: { PATH, TMPDIR, ...env } }, (error, out, err) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err }),
      );
    });
  }

  it('FW-63 a bot moves from the embedded database to a server, and has nothing to mend there', async () => {
    const guild = sandbox.addGuild({ name: 'G' });
    const general = guild.addChannel({ name: 'General' });
    const ada = guild.addMember({ name: 'Ada' });
    const env = { DISCORD_API: sandbox.api, DISCORD_TOKEN: sandbox.token };
    const config = { plugins: ['autochannel', 'hub'] };
    const first = await BotChild.start({ env, config });
    await first.wrote('The bot is ready');
    await (await guild.owner.slash('autochannel enable', { voice_channel: general })).response();
    ada.join(general);
    await sandbox.until(() => ada.voiceChannel !== general, { timeout: 10_000 });
    await sandbox.settled();
    // The bot still runs, on the same embedded server.
    const saved = await run(first.directory, ['backup']);
    expect([saved.code, saved.err], saved.out).to.deep.equal([0, '']);
    expect(saved.out).to.match(/^Saved \d+ rows of \d+ tables to .*\.backup\. It holds personal data/);
    const backups = join(first.directory, 'data', 'backups');
    const [file = ''] = (await readdir(backups)).map((name) => join(backups, name));
    first.signal('SIGTERM');
    expect(await first.exit, first.err).to.equal(0);

    const DATABASE_URL = server.url;
    const unsure = await runHere(first.directory, ['restore', file], { DATABASE_URL });
    expect(unsure.code).to.equal(1);
    expect(unsure.err)
      .to.include('--confirm')
      .and.include('Nothing was touched')
      .and.not.include(new URL(server.url).password);
    const moved = await runHere(first.directory, ['restore', file, '--confirm'], { DATABASE_URL });
    expect([moved.code, moved.err], moved.out).to.deep.equal([0, '']);
    const sources = await query(server.url, 'select channel_id::text as id from autochannel_source');
    expect(sources).to.deep.equal([{ id: general.id }]);

    sandbox.clearCalls();
    const second = await BotChild.start({ env: { ...env, DATABASE_URL }, config });
    await second.wrote('The bot is ready');
    await sandbox.settled();
    const asked = sandbox.calls().map(({ operation }) => operation);
    expect(asked.filter((operation) => /guild_id|channel_id/.test(operation))).to.deep.equal([]);
    expect(ada.voiceChannel?.name).to.equal('General #2');
    const again = await runHere(first.directory, ['restore', file, '--confirm'], { DATABASE_URL });
    expect(again.code).to.equal(1);
    expect(again.err).to.include('Stop the bot');
  });

  it('FW-63 says how it is used, and makes no database to save nothing', async () => {
    const { directory } = await writeProject({ 'config.yaml': '' });
    for (const args of [[], ['restore'], ['backup', '--all'], ['backup', 'a', 'b'], ['bakcup']]) {
      const { code, err } = await runHere(directory, args);
      expect([code, err], args.join(' ')).to.deep.equal([
        1,
        'Write "npm run backup -- FILE", or "npm run restore -- FILE --confirm".',
      ]);
    }
    const { code, err } = await runHere(directory, ['backup']);
    expect(code).to.equal(1);
    expect(err).to.include('There is no embedded database in').and.include('DATABASE_URL');
    expect(await readdir(directory)).to.deep.equal(['config.yaml']);
    await removeProjects();
  });

  it('FW-63 a command that fails says why in a line, and ends with exit code 1', async () => {
    const { directory } = await writeProject({ 'config.yaml': '' });
    const { code, out, err } = await run(directory, ['backup']);
    expect([code, out]).to.deep.equal([1, '']);
    expect(err).to.match(/^There is no embedded database in .*\n$/);
    await removeProjects();
  });
});
