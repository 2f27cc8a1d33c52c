import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { BotProcess } from './bot-process.js';
import { print, printBot, readActs, tellStory } from './console.js';
import { makeDemo, type Demo } from './demo.js';
import { ManagedBot, type BotNews } from './managed-bot.js';
import { Page } from './page/page.js';
import { startSandbox, type Sandbox } from './sandbox.js';
import { SteeredClock } from './steered-clock.js';
import { TypedActs } from './typed-acts.js';

/**
 * `npm start`. With a token the bot joins Discord. Without one it joins a Discord of its own on this machine, and whoever
 * started it opens its page, or types what people do there.
 */
const environment = { ...fromFile(join(process.cwd(), '.env')), ...process.env };
const args = process.argv.slice(2);

/** Where the page is unless `ROOMKEEPER_PAGE_PORT` says otherwise or it is taken: an open page finds it again after a restart. */
const PAGE_PORT = 4170;
/** How long the bot may take to come up, in milliseconds. The first time it makes a database. */
const PATIENCE = 120_000;

if (environment['DISCORD_TOKEN'] || environment['NODE_ENV'] === 'production') runOnDiscord();
else await runOnSandbox();

function fromFile(path: string): NodeJS.ProcessEnv {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}

function runOnDiscord(): void {
  const bot = new BotProcess({ env: process.env, args });
  bot.start(({ code }) => process.exit(code ?? 1));
  onSignals(async () => {
    await bot.stop();
    process.exit(0);
  });
}

async function runOnSandbox(): Promise<void> {
  const clock = new SteeredClock();
  const sandbox = await startSandbox({ clock, rateLimits: {}, rateLimitClock: clock.unpaused });
  const demo = makeDemo(sandbox);
  const bot = new ManagedBot(sandbox, clock, { env: botEnvironment(sandbox, demo), args });
  const page = new Page(sandbox, { bot, clock });
  await page.listen(pagePort(environment['ROOMKEEPER_PAGE_PORT']));
  const end = async (code: number): Promise<void> => {
    stopTelling();
    print('Stopping …');
    await bot.stop();
    await page.close();
    await sandbox.stop().catch((error: Error) => print(error.message));
    process.exit(code);
  };
  onSignals(() => end(0));
  print('No DISCORD_TOKEN is set, so the bot joins a Discord of its own on this machine. Open it in a browser:');
  print(`\n    ${page.address}\n`);
  print('Starting the bot …');
  printBot(bot, environment['LOG_LEVEL']);
  const stopTelling = bot.onNews((news) => tellState(news, bot, end));
  bot.start();
  await sandbox.until(() => bot.state === 'running', {
    timeout: PATIENCE,
    describe: 'the bot to be ready',
  });
  tellStory(sandbox);
  const acts = new TypedActs(sandbox.world, demo);
  await enableGeneral(acts, sandbox);
  print(`\nTry: ${whatToTry(sandbox).join('\n     ')}\n`);
  const note = (line: string, outcome: 'ok' | 'refused') => page.note(`Console: ${line}`, outcome);
  readActs({ acts, bot, note, quit: () => end(0) });
}

/** 0 is any free one. What is no port counts as not said. */
function pagePort(said: string | undefined): number {
  return said !== undefined && /^\d{1,5}$/.test(said) && Number(said) < 65_536 ? Number(said) : PAGE_PORT;
}

function botEnvironment(sandbox: Sandbox, demo: Demo): NodeJS.ProcessEnv {
  return {
    ROOMKEEPER_DATA: join(process.cwd(), 'data', 'sandbox'),
    HUB_CHANNEL_IDS: demo.hub.id,
    ...process.env,
    DISCORD_API: sandbox.api,
    DISCORD_TOKEN: sandbox.token,
  };
}

/** One that never came up will not the next time; one that died can be watched coming back. */
function tellState(news: BotNews, bot: ManagedBot, end: (code: number) => Promise<void>): void {
  if (news.kind !== 'state') return;
  if (news.state === 'down' && !bot.hasRun && news.code !== null) return void end(news.code || 1);
  if (news.state !== 'down') return print(`The bot ${news.about}.`);
  print(`The bot ${news.about}. What people do now, it does not see. "restart" starts it again.`);
}

/** Shows the main job at once: Olga makes General a source, unless the configuration leaves autochannel out. */
async function enableGeneral(acts: TypedActs, sandbox: Sandbox): Promise<void> {
  if (!hasCommand(sandbox, 'autochannel')) return;
  const line = '/autochannel enable voice_channel:General grace_period:10';
  print(`\n> ${line}\n${await acts.act(line)}`);
}

/** What somebody who is new may type, of what the plugins that are on can do. */
function whatToTry(sandbox: Sandbox): string[] {
  const lines = ['help                   lists what else there is'];
  if (hasCommand(sandbox, 'voice')) {
    lines.unshift(
      'join ben "New Room"    and it becomes his; "look ben" shows its panel, "click ben Unlocked" locks it',
    );
  }
  if (hasCommand(sandbox, 'autochannel')) {
    lines.unshift('join ada General       and she gets a channel of her own');
  }
  return lines;
}

function hasCommand({ world }: Sandbox, wanted: string): boolean {
  return [...world.application.commands.values()].some(({ name }) => name === wanted);
}

function onSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}
