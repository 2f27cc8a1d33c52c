import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDemo, type Demo } from '../../../../sandbox/demo.js';
import { ManagedBot } from '../../../../sandbox/managed-bot.js';
import { Page } from '../../../../sandbox/page/page.js';
import type { Person } from '../../../../sandbox/people/person.js';
import { startSandbox, type Sandbox } from '../../../../sandbox/sandbox.js';
import { SteeredClock } from '../../../../sandbox/steered-clock.js';
import { atEnd } from '../../../support/at-end.js';
import { testDatabase } from '../../../support/database.js';
import { bareEnvironment } from '../../../support/processes.js';

let shared: Promise<BotScene> | undefined;

/** The demo server with the bot in a process of its own, and the page over it. One for all tests of this process. */
export class BotScene {
  public readonly sandbox: Sandbox;
  public readonly demo: Demo;
  public readonly bot: ManagedBot;
  public readonly page: Page;

  private constructor(sandbox: Sandbox, clock: SteeredClock, env: NodeJS.ProcessEnv) {
    this.sandbox = sandbox;
    this.demo = makeDemo(sandbox);
    const connected = { DISCORD_API: sandbox.api, DISCORD_TOKEN: sandbox.token, HUB_CHANNEL_IDS: this.demo.hub.id };
    this.bot = new ManagedBot(sandbox, clock, { env: { ...bareEnvironment, ...env, ...connected }, args: [] });
    this.page = new Page(sandbox, { bot: this.bot, clock });
  }

  /** The scene, with a bot that runs, whatever the test before has done to it. */
  public static async ready(): Promise<BotScene> {
    shared ??= this.#start();
    const scene = await shared;
    scene.sandbox.faults.clear();
    scene.bot.start();
    await scene.runs();
    return scene;
  }

  /** Somebody whom no other test knows. */
  public newcomer(name: string): Person {
    return this.demo.guild.addMember({ name });
  }

  /** He goes, and the next one may be called as he was. */
  public dismiss(person: Person): void {
    this.demo.guild.owner.kick(person);
  }

  /** Waits until the bot runs. */
  public runs(): Promise<void> {
    return this.sandbox.until(() => this.bot.state === 'running', { timeout: 90_000, describe: 'the bot to run' });
  }

  static async #start(): Promise<BotScene> {
    const clock = new SteeredClock();
    const sandbox = await startSandbox({ clock, rateLimits: {}, rateLimitClock: clock.unpaused });
    const database = await testDatabase('migrated');
    const directory = await mkdtemp(join(tmpdir(), 'roomkeeper-browser-'));
    await chmod(directory, 0o755);
    const scene = new BotScene(sandbox, clock, { DATABASE_URL: database.url, ROOMKEEPER_DATA: directory });
    await scene.page.listen();
    atEnd(async () => {
      await scene.bot.kill();
      await scene.page.close();
      await sandbox.stop();
      await database.drop();
      await rm(directory, { recursive: true, force: true });
    });
    return scene;
  }
}
