import { expect } from 'chai';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from 'roomkeeper/sandbox';
import { processesWith, TestProcess } from '../support/processes.js';
import { Browser } from './page/browser.js';

describe('npm start', function () {
  this.timeout(120_000);
  let directory: string;
  let started: TestProcess | undefined;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'roomkeeper-start-'));
    await chmod(directory, 0o755);
  });

  afterEach(async () => {
    await started?.kill();
    await rm(directory, { recursive: true, force: true });
  });

  const start = (env: NodeJS.ProcessEnv = {}): TestProcess =>
    (started = new TestProcess('sandbox/start.js', { cwd: directory, env: { ROOMKEEPER_PAGE_PORT: '0', ...env } }));

  it('FW-01 without a token runs the bot on a local Discord, where a member joins the source and lands in "General #2"', async () => {
    const process = start();
    await process.printed('Open it in a browser');
    await process.printed('Try: join ada General');
    process.type('join ada General');
    await process.printed('Ada is in General #2');
    process.child.kill('SIGTERM');
    expect(await process.ended).to.equal(0);
    expect(processesWith(directory)).to.deep.equal([]);
  });

  it('SB-20 prints one address, that of the page, which says what is typed too', async () => {
    const process = start();
    await process.printed('Try: join ada General');
    const addresses = process.output.match(/http:\/\/\S+/g) ?? [];
    expect(addresses).to.have.lengthOf(1);
    const browser = await Browser.open(addresses[0] ?? '');
    try {
      expect(browser.shared.bot.state).to.equal('running');
      process.type('say ada chat Hello');
      const typed = () => browser.timeline.some(({ title }) => title === 'Console: say ada chat Hello');
      await browser.until(typed, 'what was typed');
      await browser.do({ kind: 'killBot' });
      await process.printed('The bot was killed');
      await browser.do({ kind: 'startBot' });
      await browser.until(() => browser.shared.bot.state === 'running', 'the bot to be back', 60_000);
    } finally {
      browser.close();
    }
    process.type('quit');
    expect(await process.ended).to.equal(0);
  });

  it('FW-01 lets a newcomer kill the bot, and see it come back to those who waited', async () => {
    const process = start();
    await process.printed('Try: join ada General');
    process.type('kill');
    await process.printed('The bot was killed');
    process.type('join ben General');
    await process.printed('Ben is in General');
    process.type('restart');
    await process.printed('Ben is in General #2');
    process.type('quit');
    expect(await process.ended).to.equal(0);
    expect(processesWith(directory)).to.deep.equal([]);
  });

  it('FW-01 FW-51 shows a newcomer a room with its panel, and lets them use it by what they read', async () => {
    const process = start();
    await process.printed('Try: join ada General');
    process.type('join ben "New Room"');
    await process.printed('POST /channels/');
    process.type('look ben');
    await process.printed('host @Ben');
    process.type('click ben Unlocked');
    await process.printed('[Locked]');
    process.type('click ben Rename');
    await process.printed('A form opens');
    process.type('fill ben "Friday raid"');
    await process.printed('"Friday raid"');
    process.type('join cleo "Friday raid"');
    await process.printed('Cannot join Friday raid');
    process.type('/sudo');
    await process.printed('Force owner transfer');
    process.type('choose olga Settings');
    await process.printed('Hub Channels');
    process.type('click olga "No such button"');
    await process.printed('The message has no button');
    process.type('quit');
    expect(await process.ended).to.equal(0);
  });

  it('SB-24 takes the commands of the tour as they stand there, and the trigger that they make answers', async () => {
    const process = start();
    await process.printed('Try: join ada General');
    process.type('/action create name:hello kind:message text:Hello there: how are you?');
    await process.printed('The action **hello** is made');
    process.type('/trigger create name:greeting condition:contains parameter:hi action:hello');
    await process.printed('**greeting** is made');
    process.type('say ada chat hi');
    await process.printed('MESSAGE_CREATE  "Hello there: how are you?"');
    process.type('quit');
    expect(await process.ended).to.equal(0);
  });

  it('FW-01 proposes nothing that the plugins that are on cannot do', async () => {
    await writeFile(join(directory, 'config.yaml'), 'plugins: [trigger]\n');
    const process = start();
    await process.printed('Try: help');
    expect(process.output).not.to.include('join ');
    process.type('quit');
    expect(await process.ended).to.equal(0);
  });

  it('FW-01 answers what cannot be done with what there is', async () => {
    const process = start();
    await process.printed('Try: join ada General');
    process.type('join zed General');
    await process.printed('There is no zed. There are Olga, Ada, Ben, Cleo');
    process.type('jump ada');
    await process.printed('There is no "jump"');
    process.type('ada /autochannel list');
    await process.printed('refuses this');
    process.type('quit');
    expect(await process.ended).to.equal(0);
  });

  it('FW-01 with a token joins Discord instead', async () => {
    const sandbox = await startSandbox();
    try {
      const process = start({ DISCORD_TOKEN: sandbox.token, DISCORD_API: sandbox.api });
      await sandbox.until(() => sandbox.calls('PUT /applications').length > 0, { timeout: 30_000 });
      expect(process.output).not.to.include('in a browser');
      await process.printed('The bot is ready');
      process.child.kill('SIGTERM');
      expect(await process.ended).to.equal(0);
    } finally {
      await sandbox.stop();
    }
  });

  it('FW-01 in production without a token says what is missing, and where it belongs', async () => {
    const process = start({ NODE_ENV: 'production' });
    expect(await process.ended).to.equal(1);
    expect(process.output).to.include('DISCORD_TOKEN').and.not.to.include('    at ');
  });
});
