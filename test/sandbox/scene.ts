import { ChannelType, type GatewayDispatchEvents, type GatewayDispatchPayload } from 'discord-api-types/v10';
import { ManualClock } from '../../sandbox/clock.js';
import { Moderator } from '../../sandbox/people/moderator-acts.js';
import type { UploadedFile } from '../../sandbox/rest/multipart.js';
import type { Route } from '../../sandbox/rest/route.js';
import { applicationRoutes } from '../../sandbox/rest/routes/applications.js';
import { channelRoutes } from '../../sandbox/rest/routes/channels.js';
import { commandRoutes } from '../../sandbox/rest/routes/commands.js';
import { guildRoutes } from '../../sandbox/rest/routes/guilds.js';
import { interactionRoutes } from '../../sandbox/rest/routes/interactions.js';
import { memberRoutes } from '../../sandbox/rest/routes/members.js';
import { directMessageRoutes } from '../../sandbox/rest/routes/direct-messages.js';
import { messageRoutes } from '../../sandbox/rest/routes/messages.js';
import { pinRoutes } from '../../sandbox/rest/routes/pins.js';
import { reactionRoutes } from '../../sandbox/rest/routes/reactions.js';
import { roleRoutes } from '../../sandbox/rest/routes/roles.js';
import { userRoutes } from '../../sandbox/rest/routes/users.js';
import { voiceRoutes } from '../../sandbox/rest/routes/voice.js';
import { webhookRoutes } from '../../sandbox/rest/routes/webhooks.js';
import type { Actor } from '../../sandbox/store/audit-log.js';
import { inviteBot } from '../../sandbox/store/bot-membership.js';
import { DiscordError } from '../../sandbox/store/errors.js';
import { createGuild } from '../../sandbox/store/guilds.js';
import { addMember } from '../../sandbox/store/members.js';
import type { ChannelRecord, GuildRecord, MemberRecord } from '../../sandbox/store/records.js';
import { World, type Dispatch } from '../../sandbox/store/world.js';

const routes: readonly Route[] = [
  ...applicationRoutes,
  ...channelRoutes,
  ...commandRoutes,
  ...guildRoutes,
  ...interactionRoutes,
  ...memberRoutes,
  ...directMessageRoutes,
  ...pinRoutes,
  ...messageRoutes,
  ...reactionRoutes,
  ...roleRoutes,
  ...userRoutes,
  ...voiceRoutes,
  ...webhookRoutes,
];

/** A call by the bot: `options.query` such as `limit=2`. */
interface CallOptions {
  readonly body?: unknown;
  readonly query?: string;
  readonly reason?: string;
  /** What comes with a form instead of plain JSON. */
  readonly files?: readonly UploadedFile[];
}

/** What an event of one name tells. */
type DataOf<Name extends GatewayDispatchEvents> = Extract<GatewayDispatchPayload, { t: Name }>['d'];

/** A guild of Olga's with the bot in it, and what the bot hears from then on. */
export class Scene {
  public readonly clock = new ManualClock();
  public readonly world = new World(this.clock);
  public readonly guild: GuildRecord;
  public readonly olga: Moderator;
  public readonly bot: Actor;
  public readonly dispatches: Dispatch[] = [];

  public constructor(botPermissions?: bigint) {
    const olga = this.world.addUser({ username: 'olga', globalName: 'Olga', bot: false });
    this.guild = createGuild(this.world, { name: 'Garden', owner: olga });
    this.olga = new Moderator(this.world, this.guild, olga.id);
    this.bot = { userId: this.world.application.botId, reason: null };
    inviteBot(this.world, this.guild, botPermissions);
    this.world.onDispatch((dispatch) => this.dispatches.push(dispatch));
  }

  public person(name: string, guild = this.guild): MemberRecord {
    const user = this.world.addUser({ username: name.toLowerCase(), globalName: name, bot: false });
    return addMember(this.world, guild, user);
  }

  public moderator(member: MemberRecord): Moderator {
    return new Moderator(this.world, this.guild, member.user.id);
  }

  public voice(name: string, settings: Partial<Parameters<Moderator['createChannel']>[0]> = {}): ChannelRecord {
    return this.olga.createChannel({ type: ChannelType.GuildVoice, ...settings, name });
  }

  public category(name: string, settings: Partial<Parameters<Moderator['createChannel']>[0]> = {}): ChannelRecord {
    return this.olga.createChannel({ type: ChannelType.GuildCategory, ...settings, name });
  }

  public get botMember(): MemberRecord {
    return this.world.member(this.guild, this.bot.userId);
  }

  /** Forgets what the bot has heard so far. */
  public quiet(): void {
    this.dispatches.length = 0;
  }

  /** The names of what the bot has heard, the audit log's entries aside. */
  public get heard(): string[] {
    return this.dispatches.map(({ event }) => event as string).filter((event) => !event.includes('AUDIT_LOG'));
  }

  /** The data of the events of one kind. */
  public events<Name extends GatewayDispatchEvents>(event: Name): DataOf<Name>[] {
    return this.dispatches.filter((dispatch) => dispatch.event === event).map(({ data }) => data as DataOf<Name>);
  }

  /** The bot reads an operation that answers a list. */
  public list(operation: string, query = ''): Record<string, unknown>[] {
    return this.call(operation, { query }).body as Record<string, unknown>[];
  }

  /** The bot calls an operation, such as `PATCH /channels/123`. */
  public call(operation: string, { body, query, reason, files }: CallOptions = {}): { status: number; body: unknown } {
    const [method = '', path = ''] = operation.split(' ');
    const fitting = routes.filter((route) => route.method === method).flatMap((route) => fit(route, path) ?? []);
    const { route, params } = fitting[0] ?? raise(`No route for ${operation}`);
    const { world, bot } = this;
    const request = {
      world,
      params,
      query: new URLSearchParams(query),
      body,
      ...(files && { files }),
      reason: reason ?? null,
      botId: bot.userId,
    };
    const answer = route.handle(request) as { status?: number; body?: unknown };
    return { status: answer.status ?? (answer.body === undefined ? 204 : 200), body: answer.body };
  }
}

function fit(route: Route, path: string): { route: Route; params: Record<string, string> } | null {
  const pattern = route.path.replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)');
  const groups = new RegExp(`^${pattern}$`).exec(path);
  return groups && { route, params: { ...groups.groups } };
}

function raise(message: string): never {
  throw new Error(message);
}

/** How Discord refuses what `act` does: the JSON code, with the faulty field for 50035. Fails when it does not refuse. */
export function refusalOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    return [error.code, ...fieldPath(error.errors ?? {})].join(' ');
  }
  return 'not refused';
}

function fieldPath(errors: object): string[] {
  const [entry] = Object.entries(errors);
  return entry === undefined || entry[0] === '_errors' ? [] : [entry[0], ...fieldPath(entry[1] as object)];
}
