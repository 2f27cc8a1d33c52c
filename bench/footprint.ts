import { ChannelType } from 'discord.js';
import type { Sandbox } from 'roomkeeper/sandbox';
import type { Role } from './bot-child.js';
import { ProductionBot } from './production-bot.js';
import { BenchScene } from './scene.js';

const GUILDS = 100;
const CHANNELS = 20;
const ROLES = 10;
const MEMBERS = 20;
const MIB = 1024 * 1024;

export interface FootprintFigures {
  readonly guilds: number;
  /** MiB of the bot as in production, at rest with so many guilds: of the whole process, and of its heap with buffers. */
  readonly rss: number;
  readonly heap: number;
  /** KiB of heap and buffers for each further guild, of the bot and of a bare client of discord.js. */
  readonly botGuild: number;
  readonly bareGuild: number;
  readonly ratio: number;
}

/** PF-15: what the bot takes when nothing happens, and what each further guild takes next to discord.js alone. */
export async function benchFootprint(further: number): Promise<FootprintFigures> {
  const few = await withGuilds(GUILDS, async (scene) => ({ ...(await production(scene)), ...(await both(scene)) }));
  const many = await withGuilds(GUILDS + further, both);
  const botGuild = (many.bot - few.bot) / further / 1024;
  const bareGuild = (many.bare - few.bare) / further / 1024;
  return {
    guilds: GUILDS,
    rss: few.rss / MIB,
    heap: few.heap / MIB,
    botGuild,
    bareGuild,
    ratio: botGuild / bareGuild,
  };
}

async function withGuilds<Result>(count: number, work: (scene: BenchScene) => Promise<Result>): Promise<Result> {
  const scene = await BenchScene.set();
  try {
    for (let at = 0; at < count; at++) addGuild(scene.sandbox, `Guild ${at}`);
    return await work(scene);
  } finally {
    await scene.strike();
  }
}

function addGuild(sandbox: Sandbox, name: string): void {
  const guild = sandbox.addGuild({ name });
  for (let at = 0; at < ROLES; at++) guild.addRole({ name: `Role ${at}` });
  for (let at = 0; at < CHANNELS; at++) {
    guild.addChannel({
      name: `channel-${at}`,
      type: at % 4 === 0 ? ChannelType.GuildVoice : ChannelType.GuildText,
    });
  }
  for (let at = 0; at < MEMBERS; at++) guild.addMember({ name: `Person ${at}` });
}

async function production({ sandbox, database, directory }: BenchScene) {
  const env = { DISCORD_TOKEN: sandbox.token, DISCORD_API: sandbox.api, DATABASE_URL: database.url };
  const bot = await ProductionBot.start({ directory, env });
  try {
    return await bot.probe();
  } finally {
    await bot.stop();
  }
}

/** Bytes of heap and buffers, of the bot and of a bare client. */
async function both(scene: BenchScene): Promise<{ readonly bot: number; readonly bare: number }> {
  const bot = await scene.start({ kind: 'bot' });
  const role: Role = { kind: 'bare', intents: bot.started.intents, acting: null };
  const ofBot = await bot.memory();
  await bot.stop();
  const bare = await scene.start(role);
  const ofBare = await bare.memory();
  await bare.stop();
  return { bot: ofBot.heap, bare: ofBare.heap };
}
