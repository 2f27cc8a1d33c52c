import { Events } from '@sapphire/framework';
import { SubcommandPluginEvents } from '@sapphire/plugin-subcommands';
import { Client } from 'pg';
import { DiscordError, type InteractionHandle, type RecordedCall } from 'roomkeeper/sandbox';
import { messages } from '../../../src/core/messages.js';
import { InteractionRefusedError } from '../../../sandbox/store/interaction-refusal.js';
import type { Stage } from '../../support/stage.js';

/** What is expected of an act beside an answer. */
export interface Expected {
  /** Whatever is answered, nothing may be stored. */
  readonly savesNothing: boolean;
}

/** The sentence for errors that nobody expected, without its number. */
const UNEXPECTED = messages.unknownError('').split('`')[0] ?? '';
/** What turns the direction of all that comes behind it. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/;
const CALLBACK = 'POST /interactions/{interaction_id}/{interaction_token}/callback';

/** Tells what is wrong with how the bot took something. */
export class Judge {
  readonly #stage: Stage;
  readonly #client: Client;
  readonly #refused = new Set<string>();
  #before: ReadonlyMap<string, string> = new Map();
  #logRead = 0;
  /** How many acts were judged. */
  public cases = 0;

  private constructor(stage: Stage, client: Client) {
    this.#stage = stage;
    this.#client = client;
    const note = (_error: unknown, { interaction }: { readonly interaction: { readonly id: string } }): void =>
      void this.#refused.add(interaction.id);
    stage.bot.client?.on(Events.ChatInputCommandError, note);
    stage.bot.client?.on(Events.ChatInputCommandDenied, note);
    stage.bot.client?.on(Events.InteractionHandlerError, note);
    stage.bot.client?.on(SubcommandPluginEvents.ChatInputSubcommandError, note);
    stage.bot.client?.on(SubcommandPluginEvents.ChatInputSubcommandDenied, note);
  }

  public static async open(stage: Stage): Promise<Judge> {
    const client = new Client({ connectionString: stage.database.url });
    await client.connect();
    return new Judge(stage, client);
  }

  public async close(): Promise<void> {
    await this.#client.end();
  }

  /** The tables as they are now: what has been done on purpose is no fault of the next act. */
  public async rest(): Promise<void> {
    await this.#stage.settle();
    this.#stage.sandbox.clearCalls();
    this.#logRead = this.#stage.log.length;
    this.#before = await this.#stored();
  }

  /** Lets somebody do something, and says what is wrong with what came of it. What no client can send is not counted. */
  public async faults(act: () => Promise<InteractionHandle>, { savesNothing }: Expected): Promise<string[]> {
    let handle: InteractionHandle;
    try {
      handle = await act();
    } catch (error) {
      if (error instanceof InteractionRefusedError || error instanceof DiscordError) return [];
      throw error;
    }
    this.cases += 1;
    await this.#stage.settle();
    // Reading a file is nothing that settles.
    await this.#stage.sandbox.until(() => handle.record.state !== 'pending').catch(() => undefined);
    await this.#stage.settle();
    const stored = await this.#stored();
    const mayNotSave = savesNothing || this.#refused.delete(handle.id);
    const faults = [
      ...this.#answerFaults(handle),
      ...this.#logFaults(),
      ...this.#stage.sandbox.calls().flatMap(callFaults),
      ...(mayNotSave
        ? [...stored].flatMap(([name, rows]) => (rows === this.#before.get(name) ? [] : [`${name} changed`]))
        : []),
    ];
    this.#before = stored;
    this.#stage.sandbox.clearCalls();
    return faults;
  }

  #answerFaults(handle: InteractionHandle): string[] {
    const { record, replies, modal, choices } = handle;
    if (record.state !== 'answered') return [`it is ${record.state}, not answered`];
    const answers = this.#stage.sandbox.calls(CALLBACK).filter(({ status }) => status !== null && status < 300);
    const shown = JSON.stringify(replies.map(({ api }) => [api.content, api.embeds, api.components]));
    const isClear =
      modal !== null || choices !== null || replies.length === 1 || (record.answer?.message ?? null) !== null;
    return [
      ...(answers.length === 1 ? [] : [`it was answered ${answers.length} times`]),
      ...(isClear ? [] : [`${replies.length} replies`]),
      ...(replies.length > 1 ? [`${replies.length} replies: ${shown}`] : []),
      ...(shown.includes(UNEXPECTED) ? [`the answer is that of an unknown error: ${shown}`] : []),
      ...(replies.some(({ api }) => isBlank(api)) ? ['the answer is empty'] : []),
    ];
  }

  #logFaults(): string[] {
    const lines = this.#stage.log.slice(this.#logRead);
    this.#logRead = this.#stage.log.length;
    const errors = lines.filter(({ level }) => level === 'error' || level === 'fatal');
    const violations = this.#stage.sandbox.violations.splice(0);
    return [
      ...errors.map(({ message, error }) => `logged: ${message} ${error instanceof Error ? error.stack : ''}`),
      ...violations.map(({ subject, messages: lines }) => `${subject} broke a schema: ${lines.join('; ')}`),
    ];
  }

  /** All rows of all tables, as a sum. What the log keeps of an act is no state. */
  async #stored(): Promise<ReadonlyMap<string, string>> {
    const { rows: tables } = await this.#client.query<{ table_name: string }>(TABLES);
    const sums = tables.map(
      ({ table_name: name }) =>
        `select '${name}' as name, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as sum from "${name}" t`,
    );
    const { rows } = await this.#client.query<{ name: string; sum: string }>(sums.join(' union all '));
    return new Map(rows.map(({ name, sum }) => [name, sum]));
  }
}

const TABLES = `select table_name from information_schema.tables where table_schema = 'public' and table_name not like 'mikro%' order by 1`;

function isBlank({
  content,
  embeds,
  components,
  attachments,
}: {
  readonly content: string;
  readonly embeds: readonly unknown[];
  readonly components?: readonly unknown[] | undefined;
  readonly attachments: readonly unknown[];
}): boolean {
  return content.trim() === '' && embeds.length + (components?.length ?? 0) + attachments.length === 0;
}

/** What a message that the bot sends may not do: notify anybody, or turn the writing around. */
function callFaults({ operation, body, method }: RecordedCall): string[] {
  const message = messageOf(operation, body);
  if (!message || method === 'DELETE') return [];
  const mentions = message['allowed_mentions'] as
    | { parse?: unknown[]; users?: unknown[]; roles?: unknown[] }
    | undefined;
  const pings = !mentions || [mentions.parse, mentions.users, mentions.roles].some((list) => (list?.length ?? 0) > 0);
  return [
    ...(pings ? [`${operation} may notify: ${JSON.stringify(mentions)}`] : []),
    ...(TURNING.test(JSON.stringify(message)) ? [`${operation} turns the writing: ${JSON.stringify(message)}`] : []),
  ];
}

function messageOf(operation: string, body: unknown): Record<string, unknown> | null {
  if (typeof body !== 'object' || body === null) return null;
  if (operation === CALLBACK) {
    const { type, data } = body as { type: number; data?: Record<string, unknown> };
    return type === 4 || type === 7 ? (data ?? null) : null;
  }
  const isMessage = /\/messages(\/|$)|^POST \/webhooks/.test(operation) && !operation.includes('/reactions/');
  return isMessage ? (body as Record<string, unknown>) : null;
}
