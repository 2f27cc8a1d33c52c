import type { Writable } from 'node:stream';
import { ApplicationFlags } from 'discord-api-types/v10';
import { systemClock, type Clock } from './clock.js';
import { Gateway, gatewayPath, type GatewayOptions } from './gateway/gateway.js';
import type { PrivilegedIntent } from './gateway/identify.js';
import { addGuild, type GuildHandle, type GuildOptions } from './people/guild-handle.js';
import { CallHandler } from './rest/call-handler.js';
import { Faults } from './rest/faults.js';
import { toHar } from './rest/har.js';
import { RateLimits, type RateLimitOptions } from './rest/rate-limits.js';
import { Recorder, type RecordedCall } from './rest/recorder.js';
import type { Route } from './rest/route.js';
import { Router } from './rest/router.js';
import { allRoutes } from './rest/routes/all.js';
import { gatewayRoutes } from './rest/routes/gateway.js';
import { RestServer } from './rest/server.js';
import { ScopedClock } from './scoped-clock.js';
import { UnexpectedViolationsError, type Violation } from './schema/violations.js';
import { Settling, type UntilOptions } from './settle.js';
import { World } from './store/world.js';
import { Timeline, type TimelineRow } from './timeline.js';

/** How a sandbox begins. */
export interface SandboxOptions {
  /** Where it gets the time from. Default the machine's own. */
  readonly clock?: Clock;
  /**
   * Discord's rate limits, or `false` for none. They run on `clock`, whereas discord.js waits in real time: under a clock that
   * stands still a refused call would be refused again after its wait, for ever. So the default is all limits with the
   * machine's clock, and none with another. A test that sets them under a manual clock moves that clock itself.
   */
  readonly rateLimits?: RateLimitOptions | false;
  /** Measures the rate limits in place of `clock`: one that never stands still. */
  readonly rateLimitClock?: Clock;
  /** The privileged intents that the developer portal allows. Default all. */
  readonly privilegedIntents?: readonly PrivilegedIntent[];
  readonly gateway?: GatewayOptions;
  /** Gets a line for each call, event and violation. */
  readonly log?: Writable;
  /** Decides about faults with a probability: from 0 (included) to 1 (excluded). Default `Math.random`. */
  readonly random?: () => number;
  /** More routes, beside those that the sandbox has. */
  readonly routes?: readonly Route[];
}

/** Starts a Discord of one's own on a free port of 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = new Sandbox(options);
  await sandbox.listen();
  return sandbox;
}

const portalFlags = {
  GuildPresences: ApplicationFlags.GatewayPresenceLimited,
  GuildMembers: ApplicationFlags.GatewayGuildMembersLimited,
  MessageContent: ApplicationFlags.GatewayMessageContentLimited,
} as const;
const allPrivileged = Object.keys(portalFlags) as PrivilegedIntent[];

/** A running sandbox. */
export class Sandbox {
  public readonly world: World;
  /** What goes wrong on purpose. */
  public readonly faults: Faults;
  public readonly gateway: Gateway;
  /** What broke Discord's schemas or asked for what the sandbox does not know. Tests that mean to break something empty it. */
  public readonly violations: Violation[] = [];
  readonly #clock: ScopedClock;
  readonly #timeline: Timeline;
  readonly #recorder: Recorder;
  readonly #server: RestServer;
  readonly #settling: Settling;

  public constructor(options: SandboxOptions) {
    const { clock = systemClock, privilegedIntents = allPrivileged } = options;
    this.#clock = new ScopedClock(clock);
    this.world = new World(this.#clock);
    this.world.application.flags = privilegedIntents.reduce((flags, intent) => flags | portalFlags[intent], 0);
    this.faults = new Faults(options.random ?? Math.random);
    this.#timeline = new Timeline(options.log);
    this.#recorder = new Recorder(this.#clock, this.#timeline);
    const url = () => `ws://127.0.0.1:${this.#server.port}${gatewayPath}`;
    this.gateway = new Gateway(this.world, this.#observer(), url, privilegedIntents, options.gateway);
    const routes = [...allRoutes, ...gatewayRoutes(this.gateway, url), ...(options.routes ?? [])];
    const handler = new CallHandler({
      world: this.world,
      router: new Router(routes),
      recorder: this.#recorder,
      faults: this.faults,
      rateLimits: rateLimits(clock, options),
      onViolation: (violation) => this.#violated(violation),
    });
    this.#server = new RestServer(handler, this.world.files, (request, socket, head) =>
      this.gateway.handleUpgrade(request, socket, head),
    );
    this.#settling = new Settling(this.gateway, this.#server, this.#timeline);
  }

  /** The base of the HTTP API, for the bot's `DISCORD_API`. */
  public get api(): string {
    return `http://127.0.0.1:${this.#server.port}/api`;
  }

  /** The bot's token, for `DISCORD_TOKEN`. */
  public get token(): string {
    return this.world.application.token;
  }

  /** The last calls, events and violations, in order. */
  public get timeline(): readonly TimelineRow[] {
    return this.#timeline.rows;
  }

  /** Makes a guild, with the bot in it unless told otherwise. */
  public addGuild(options: GuildOptions): GuildHandle {
    return addGuild(this.world, options);
  }

  public async listen(): Promise<void> {
    await this.#server.listen();
  }

  /**
   * The REST calls so far, in order of arrival.
   *
   * @param filter - An operation such as `POST /guilds/{guild_id}/channels`, or the beginning of some such as `PATCH /channels`.
   */
  public calls(filter?: string): RecordedCall[] {
    return this.#recorder.calls(filter);
  }

  /** How often each operation was called. */
  public callCounts(): Record<string, number> {
    return this.#recorder.counts();
  }

  /** Forgets the calls so far. */
  public clearCalls(): void {
    this.#recorder.clear();
  }

  /** The calls as an HTTP archive (HAR 1.2). */
  public har(): object {
    return toHar(this.#recorder.calls(), this.api);
  }

  /** @see {@link Settling.settled} */
  public async settled(): Promise<void> {
    await this.#settling.settled();
  }

  /** @see {@link Settling.until} */
  public async until(predicate: () => boolean | Promise<boolean>, options?: UntilOptions): Promise<void> {
    await this.#settling.until(predicate, options);
  }

  /** Calls `listener` with the row of each call, answer, event and violation from now on; the answer stops it. */
  public onChange(listener: (row: TimelineRow) => void): () => void {
    return this.#timeline.onChange(listener);
  }

  /**
   * Takes the violations so far, which the test has meant to cause.
   *
   * @param count - How many there must be. Default one or more.
   * @throws {UnexpectedViolationsError} when there are others
   */
  public expectViolations(count?: number): Violation[] {
    const violations = this.violations.splice(0);
    const fits = count === undefined ? violations.length > 0 : violations.length === count;
    if (!fits) throw new UnexpectedViolationsError(violations);
    return violations;
  }

  /**
   * Cuts every connection and frees the port.
   *
   * @throws {UnexpectedViolationsError} when all is closed, if there are violations that no test has taken
   */
  public async stop(): Promise<void> {
    this.gateway.stop();
    await this.#server.close();
    this.#clock.cancelAll();
    if (this.violations.length > 0) throw new UnexpectedViolationsError(this.violations);
  }

  #observer() {
    return {
      dispatched: ({ event, to }: { event: string; to: { guildId: string | null } }, json: string, sessions: number) =>
        this.#timeline.add({ kind: 'dispatch', at: this.#clock.now(), event, guildId: to.guildId, sessions, json }),
      violated: (violation: Violation) => this.#violated(violation),
    };
  }

  #violated(violation: Violation): void {
    this.violations.push(violation);
    this.#timeline.add({ kind: 'violation', at: violation.at, violation });
  }
}

function rateLimits(clock: Clock, { rateLimits: limits, rateLimitClock }: SandboxOptions): RateLimits | null {
  const chosen = limits ?? (clock === systemClock ? {} : false);
  return chosen === false ? null : new RateLimits(rateLimitClock ?? clock, chosen);
}
