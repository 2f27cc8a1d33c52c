import { Client, Events, type ClientOptions } from 'discord.js';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../sandbox/sandbox.js';
import { inviteBot } from '../../sandbox/store/bot-membership.js';
import { createGuild } from '../../sandbox/store/guilds.js';
import { addMember } from '../../sandbox/store/members.js';
import type { GuildRecord, MemberRecord } from '../../sandbox/store/records.js';
import { everyIntent, RawClient } from './gateway/raw-client.js';

/** A sandbox with a guild, and the clients of a test. Its `stop` belongs into `afterEach`. */
export class Running {
  public readonly sandbox: Sandbox;
  public readonly guild: GuildRecord;
  readonly #clients: Client[] = [];
  readonly #raw: RawClient[] = [];

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
    this.guild = this.addGuild('Garden');
  }

  public static async start(options: SandboxOptions = {}): Promise<Running> {
    return new Running(await startSandbox(options));
  }

  public addGuild(name: string, botPermissions?: bigint): GuildRecord {
    const { world } = this.sandbox;
    const owner = world.addUser({ username: 'olga', globalName: 'Olga', bot: false });
    const guild = createGuild(world, { name, owner });
    inviteBot(world, guild, botPermissions);
    return guild;
  }

  public person(name: string, guild = this.guild): MemberRecord {
    const { world } = this.sandbox;
    return addMember(world, guild, world.addUser({ username: name.toLowerCase(), globalName: name, bot: false }));
  }

  /** A discord.js client that has logged in and is ready. */
  public async login(
    options: Pick<ClientOptions, 'intents' | 'shards' | 'shardCount' | 'ws'> = { intents: everyIntent },
  ): Promise<Client<true>> {
    const client = new Client({ rest: { api: this.sandbox.api }, ...options } as ClientOptions);
    this.#clients.push(client);
    const ready = new Promise<void>((resolve) => void client.once(Events.ClientReady, () => resolve()));
    await client.login(this.sandbox.token);
    await ready;
    return client as Client<true>;
  }

  /** A WebSocket that has just been connected. */
  public async connect(query?: string): Promise<RawClient> {
    const client = await RawClient.connect(this.sandbox, query);
    this.#raw.push(client);
    return client;
  }

  /** A WebSocket client that has identified itself, and got READY and its guilds. */
  public async identify(identity: object = {}): Promise<RawClient> {
    const client = await this.connect();
    client.identify(identity);
    await client.event('READY');
    return client;
  }

  /** Calls the REST API as the bot. */
  public async call(method: string, path: string, init: RequestInit & { json?: unknown } = {}): Promise<Response> {
    const { json, ...rest } = init;
    return fetch(`${this.sandbox.api}/v10${path}`, {
      method,
      ...rest,
      headers: {
        authorization: `Bot ${this.sandbox.token}`,
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...(rest.headers as Record<string, string> | undefined),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
  }

  public async stop(): Promise<void> {
    await Promise.all(this.#clients.map((client) => client.destroy()));
    for (const client of this.#raw) client.terminate();
    await this.sandbox.stop();
  }
}
