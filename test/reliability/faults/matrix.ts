import { InteractionType, MessageFlags } from 'discord-api-types/v10';
import type { GuildHandle, MessageRecord, RecordedCall } from 'roomkeeper/sandbox';
import { disorder } from '../invariants.js';
import type { Operation, Played } from '../operation.js';
import type { Fault, Point, Struck } from './fault.js';
import type { FaultStage } from './fault-stage.js';

/**
 * What became of an operation that was disturbed. `finished`: it came to its end. `undone`: all is as if it had never begun.
 * `gone`: what it was about is gone, and all is in order. `diverged`: see the sentences. `not reached`: the call never came.
 */
export type Outcome = 'finished' | 'undone' | 'gone' | 'diverged' | 'not reached';

/** One operation, disturbed once. */
export interface Cell {
  readonly operation: Operation;
  readonly fault: Fault;
  readonly point: Point;
  readonly outcome: Outcome;
  /** What is not as promised. */
  readonly divergences: readonly string[];
}

/** Plays an operation undisturbed. @returns the REST calls of it, each by its kind and the how manieth of it it is. */
export async function recorded(stage: FaultStage, operation: Operation): Promise<Point[]> {
  const played = await ready(stage, operation);
  const counts = new Map<string, number>();
  const points: Point[] = [];
  const stop = stage.sandbox.faults.add({
    match: (call) => {
      if (!isOf(stage, played.guild, call)) return false;
      const ordinal = (counts.get(call.operation) ?? 0) + 1;
      counts.set(call.operation, ordinal);
      points.push({ operation: call.operation, ordinal });
      return false;
    },
    answer: 'drop',
  });
  await played.act();
  await stage.settle();
  await stage.pass(played.settlesIn);
  stop();
  const divergences = await judged(stage, played, 0);
  if (divergences.length > 0) throw new Error(`"${operation.name}" fails undisturbed: ${divergences.join('; ')}`);
  retire(played.guild);
  return points;
}

/** Plays an operation whose call at `point` meets a fault, and says what became of it. */
export async function disturbed(stage: FaultStage, operation: Operation, fault: Fault, point: Point): Promise<Cell> {
  const played = await ready(stage, operation);
  const begin = stage.now();
  const meets = meeting(stage, played.guild, fault, point);
  let failure: string | undefined;
  try {
    await played.act();
    await stage.settle();
    await stage.pass(played.settlesIn + fault.costs);
    await stage.settle();
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
  }
  const struck = meets();
  const isRefused = fault.refuses === true && told(stage, played.guild, begin);
  const found = failure === undefined ? await judged(stage, played, begin, struck) : [failure];
  const promises = new Set(isRefused ? await played.divergences() : []);
  const divergences = found.filter((text) => !(isRefused && (promises.has(text) || /is stranded in/.test(text))));
  const outcome = await outcomeOf(played, divergences, struck);
  retire(played.guild);
  return { operation, fault, point, outcome, divergences };
}

async function ready(stage: FaultStage, operation: Operation): Promise<Played> {
  const played = await operation.set(stage);
  await stage.settle();
  return played;
}

/** Lets the fault strike at its point. @returns what takes it away, and tells what it did, if it struck. */
function meeting(stage: FaultStage, guild: GuildHandle, fault: Fault, point: Point): () => Struck | undefined {
  let seen = 0;
  let struck: Struck | undefined;
  const { faults } = stage.sandbox;
  const remove = faults.add({
    operation: point.operation,
    match: (call) => {
      if (struck || !isOf(stage, guild, call) || (seen += 1) !== point.ordinal) return false;
      struck = fault.strike(stage, call, guild);
      const { over = () => undefined, lasts, answer } = struck;
      if (lasts !== undefined) stage.stage.clock.after(lasts * 1000, over);
      // The rule that is added now is asked after this one, about the same call.
      if (answer !== undefined) faults.add({ operation: point.operation, times: 1, answer });
      return false;
    },
    answer: 'drop',
  });
  return () => {
    remove();
    return struck;
  };
}

/** Whether a call is about nothing that belongs to another guild. */
function isOf({ sandbox: { world } }: FaultStage, guild: GuildHandle, { params }: RecordedCall): boolean {
  const { guild_id: guildId, channel_id: channelId } = params;
  if (guildId !== undefined) return guildId === guild.id;
  if (channelId === undefined || guild.record.channels.has(channelId)) return true;
  return ![...world.guilds.values()].some(({ channels }) => channels.has(channelId));
}

/** What is not as promised: somebody waits for an answer, the operation's own promises, and those that hold for any guild. */
async function judged(stage: FaultStage, played: Played, begin: number, struck?: Struck): Promise<string[]> {
  return [
    ...waiting(stage, played.guild, begin),
    ...(struck?.gone === true ? [] : await played.divergences()),
    ...(await disorder(stage, played.guild)),
  ];
}

/** Everybody who has got no answer, or was told to wait and never more. */
function waiting({ sandbox: { world } }: FaultStage, guild: GuildHandle, begin: number): string[] {
  const asked = [...world.interactions.values()].filter(
    (record) => record.guild?.id === guild.id && record.createdAt >= begin,
  );
  return asked.flatMap(({ state, type, user, original }) => {
    const who = `${user.username} (${InteractionType[type]})`;
    if (state !== 'answered') return [`${who} got no answer`];
    const isLoading = ((original?.api.flags ?? 0) & MessageFlags.Loading) !== 0;
    return isLoading ? [`${who} still sees "thinking"`] : [];
  });
}

/** Whether the bot has said something since: to whoever asked, or where all can read it. */
function told({ sandbox: { world } }: FaultStage, guild: GuildHandle, begin: number): boolean {
  const since = ({ api }: MessageRecord): boolean =>
    Date.parse(api.timestamp) >= begin && api.author.id === guild.bot.id;
  const answers = [...world.interactions.values()].filter(
    ({ guild: place, createdAt, replies }) => place?.id === guild.id && createdAt >= begin && replies.length > 0,
  );
  const messages = [...guild.record.channels.values()].flatMap((channel) => [...channel.messages.values()]);
  return answers.length > 0 || messages.some((message) => since(message) && message.api.content !== '');
}

async function outcomeOf(played: Played, divergences: readonly string[], struck: Struck | undefined): Promise<Outcome> {
  if (divergences.length > 0) return 'diverged';
  if (!struck) return 'not reached';
  if (struck.gone === true) return 'gone';
  return (await played.finished()) ? 'finished' : 'undone';
}

/** The bot leaves a guild that is no longer played in: what comes there later disturbs nobody. */
function retire(guild: GuildHandle): void {
  guild.removeBot();
}
