import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { parseEnv } from 'node:util';
import { BotProcess } from './bot-process.js';
import { makeDemo, type Demo } from './demo.js';
import { startSandbox, type Sandbox } from './sandbox.js';
import { tell } from './story.js';
import { helpText, TypedActs } from './typed-acts.js';

/**
 * `npm start`. With a token the bot joins Discord. Without one it joins a Discord of its own on this machine, and whoever
 * started it types what people do there.
 */
const environment = { ...fromFile(join(process.cwd(), '.env')), ...process.env };
const args = process.argv.slice(2);

if (environment['DISCORD_TOKEN'] || environment['NODE_ENV'] === 'production') runOnDiscord();
else await runOnSandbox();

function fromFile(path: string): NodeJS.ProcessEnv {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function runOnDiscord(): void {
  const bot = new BotProcess(process.env, args);
  bot.start((code) => process.exit(code ?? 1));
  onSignals(async () => {
    await bot.stop();
    process.exit(0);
  });
}

async function runOnSandbox(): Promise<void> {
  const sandbox = await startSandbox();
  const demo = makeDemo(sandbox);
  const bot = new BotProcess(
    {
      ROOMKEEPER_DATA: join(process.cwd(), 'data', 'sandbox'),
      LOG_LEVEL: 'warn',
      HUB_CHANNEL_IDS: demo.hub.id,
      ...process.env,
      DISCORD_API: sandbox.api,
      DISCORD_TOKEN: sandbox.token,
    },
    args,
  );
  const end = async (code: number): Promise<void> => {
    await bot.stop();
    await sandbox.stop().catch((error: Error) => print(error.message));
    process.exit(code);
  };
  let ready = false;
  const startBot = (): void =>
    bot.start((code) => {
      print(`The bot has ended${code === null ? '' : ` with exit code ${code}`}.`);
      // One that never came up will not the next time; one that died can be watched coming back.
      if (ready) print('"restart" starts it again.');
      else void end(code ?? 1);
    });
  onSignals(() => end(0));
  print(`A local Discord runs at ${sandbox.api}`);
  print('No DISCORD_TOKEN is set, so the bot joins it. Starting the bot …');
  startBot();
  await sandbox.until(() => isListening(sandbox), { timeout: 120_000, describe: 'the bot to register its commands' });
  ready = true;
  tellStory(sandbox);
  await enableGeneral(demo, sandbox);
  print('\nTry: join ada General       and she gets a channel of her own');
  print('     join ben "New Room"    and it becomes his; "look ben" shows its panel, "click ben Unlocked" locks it');
  print('     help                   lists what else there is\n');
  readActs(new TypedActs(sandbox.world, demo), bot, startBot, end);
}

/** The bot has registered its commands: it can be used. */
function isListening(sandbox: Sandbox): boolean {
  return sandbox.calls('PUT /applications/{application_id}/commands').some(({ status }) => status === 200);
}

/** Shows the main job at once: Olga makes General a source, unless the configuration leaves autochannel out. */
async function enableGeneral(demo: Demo, sandbox: Sandbox): Promise<void> {
  const commands = [...sandbox.world.application.commands.values()];
  if (!commands.some(({ name }) => name === 'autochannel')) return;
  const shown = await new TypedActs(sandbox.world, demo).act(
    '/autochannel enable voice_channel:General grace_period:10',
  );
  print(`\n> /autochannel enable voice_channel:General grace_period:10\n${shown}`);
}

function tellStory(sandbox: Sandbox): void {
  let told = sandbox.timeline.length;
  const pending = new Set<unknown>();
  sandbox.onChange(() => {
    for (const row of sandbox.timeline.slice(told)) pending.add(row);
    told = sandbox.timeline.length;
    for (const row of pending as Set<(typeof sandbox.timeline)[number]>) {
      if (row.kind === 'call' && row.call.status === null) continue;
      pending.delete(row);
      const line = tell(row, sandbox.world);
      if (line !== null) print(line);
    }
  });
}

function readActs(acts: TypedActs, bot: BotProcess, startBot: () => void, end: (code: number) => Promise<void>): void {
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (typed) => {
    const line = typed.trim();
    if (line !== '') void perform(line);
  });

  async function perform(line: string): Promise<void> {
    try {
      switch (line) {
        case 'help':
          return print(helpText);
        case 'quit':
          return await end(0);
        case 'kill':
          await bot.kill();
          return print('The bot is dead. What people do now, it does not see. "restart" starts it again.');
        case 'restart':
          await bot.stop();
          return startBot();
        default: {
          const shown = await acts.act(line);
          if (shown !== null) print(shown);
        }
      }
    } catch (error) {
      print(error instanceof Error ? error.message : String(error));
    }
  }
}

function onSignals(stop: () => Promise<void>): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}
