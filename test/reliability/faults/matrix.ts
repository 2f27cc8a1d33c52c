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
  const divergences = [...(await played.divergences()), ...(await disorder(stage, played.guild))];
  if (divergences.length > 0) throw new Error(`"${operation.name}" fails undisturbed: ${divergences.join('; ')}`);
  retire(played.guild);
  return points;
}

/** Plays an operation whose call at `point` meets a fault, and says what became of it. */
export async function disturbed(stage: FaultStage, operation: Operation, fault: Fault, point: Point): Promise<Cell> {
  const played = await ready(stage, operation);
  const begin = stage.now();
  const meets = meeting(stage, played.guild, fault, point);
  const promises: string[][] = [];
  let isFinished = false;
  try {
    await played.act();
    for (const seconds of [played.settlesIn, fault.costs]) {
      await stage.settle();
      await stage.pass(seconds);
      promises.push(await played.divergences());
      isFinished ||= await played.finished();
    }
  } catch (error) {
    promises.push([error instanceof Error ? error.message : String(error)]);
  }
  const struck = meets();
  const isRefused = fault.refuses === true && told(stage, played.guild, begin);
  // What an operation promises holds for its moment: later, other deadlines come. What must hold of any guild holds for good.
  const isKept = isRefused || struck?.gone === true || promises.some((broken) => broken.length === 0);
  const around = [...waiting(stage, played.guild, begin), ...(await disorder(stage, played.guild))];
  const divergences = [
    ...(isKept ? [] : (promises.at(-1) ?? [])),
    ...around.filter((text) => !(isRefused && lawful.test(text))),
  ];
  retire(played.guild);
  return { operation, fault, point, outcome: outcomeOf(isFinished, divergences, struck), divergences };
}

/** What may stay when Discord has refused something and people were told: they wait, or a panel shows what it showed before. */
const lawful = / is stranded in | has no panel$|^the panel of room /;

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

function outcomeOf(isFinished: boolean, divergences: readonly string[], struck: Struck | undefined): Outcome {
  if (divergences.length > 0) return 'diverged';
  if (!struck) return 'not reached';
  if (struck.gone === true) return 'gone';
  return isFinished ? 'finished' : 'undone';
}

/** The bot leaves a guild that is no longer played in: what comes there later disturbs nobody. */
function retire(guild: GuildHandle): void {
  guild.removeBot();
}
