import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { core, generalSettings, use } from 'roomkeeper';
import {
  DiscordError,
  InteractionFailedError,
  JoinRefusedError,
  type ChannelRecord,
  type GuildHandle,
  type MessageRecord,
  type Person,
  type RoleRecord,
} from 'roomkeeper/sandbox';
import type { Overwrite } from '../../../plugins/hub/domain/room.js';
import { voiceChannel } from '../../../plugins/hub/services/live-guild.js';
import { hub, voiceSettings, type UsedHub } from '../../../plugins/hub/plugin.js';
import { InteractionRefusedError } from '../../../sandbox/store/interaction-refusal.js';
import type { Stage } from '../../support/stage.js';
import type { Sequence } from './acts.js';
import { Gate } from './gate.js';

/** A panel that was seen once: it may be stale by now. */
export interface SeenPanel {
  readonly message: MessageRecord;
  readonly roomId: string;
}

/**
 * The guild of one sequence: two hubs, a source, a lounge, four people, a bot of somebody else's, and a role of moderators. All that
 * acts need to find what they are about.
 */
export class RaceGuild {
  public readonly stage: Stage;
  public readonly handle: GuildHandle;
  public readonly people: readonly Person[];
  public readonly robot: Person;
  public readonly mods: RoleRecord;
  public readonly news: ChannelRecord;
  public readonly lounge: ChannelRecord;
  public readonly firstHubs: readonly ChannelRecord[];
  public readonly source: ChannelRecord;
  public readonly gate = new Gate();
  /** What was done, for whoever reads of a failure. */
  public readonly story: string[] = [];
  public readonly panels: SeenPanel[] = [];
  /** The bot is there to be asked. */
  public botIsUp = true;
  /** People have changed what the bot may do: what it could not do meanwhile is not looked at. */
  public wasCrippled = false;
  public isDown = false;
  /** Whose permissions people have set by hand in rooms. */
  public readonly editedByHand = new Set<string>();
  /** What each hub had when it became one, by its id. */
  public readonly blueprints = new Map<string, readonly Overwrite[]>();
  public acts = 0;
  /** When the present round began, by the clock. */
  public since = 0;
  /** The bot was away in this round, or heard nothing of the guild: not everybody who asked got an answer. */
  public wasUpset = false;

  private constructor(stage: Stage, name: string, sealed: boolean) {
    this.stage = stage;
    this.handle = stage.sandbox.addGuild({ name });
    this.news = this.handle.addChannel({ name: 'news', type: ChannelType.GuildText });
    const parent = this.handle.addChannel({ name: 'Rooms', type: ChannelType.GuildCategory });
    this.mods = this.handle.addRole({ name: 'mods' });
    const privately = {
      overwrites: [
        { id: this.handle.id, type: 0, allow: 0n, deny: Bits.Connect },
        { id: this.mods.id, type: 0, allow: Bits.Connect, deny: 0n },
        { id: this.handle.bot.id, type: 1, allow: Bits.ViewChannel | Bits.Connect | Bits.ManageChannels, deny: 0n },
      ],
    };
    this.firstHubs = [
      this.handle.addChannel({ name: 'Join me', parent }),
      this.handle.addChannel({ name: 'Private', parent, ...(sealed ? privately : {}) }),
    ];
    this.source = this.handle.addChannel({ name: 'General' });
    this.lounge = this.handle.addChannel({ name: 'Lounge' });
    this.people = ['Ada', 'Ben', 'Cleo', 'Dora'].map((person) => this.handle.addMember({ name: person }));
    this.robot = this.handle.addMember({ name: 'Music', bot: true });
  }

  /** Makes the guild as it stands in Discord; the bot hears of it. */
  public static build(stage: Stage, name: string, { setup }: Sequence): RaceGuild {
    return new RaceGuild(stage, name, setup.sealed);
  }

  /** What its admins do first. */
  public async prepare({ setup }: Sequence): Promise<void> {
    this.handle.owner.editGuild({ systemChannelId: this.news.id });
    const { settings } = use(core);
    const values = { cleanup_delay: setup.cleanup, owner_grace: setup.grace, text: setup.text };
    await settings.set(this.handle.id, voiceSettings, values, null);
    await settings.set(this.handle.id, generalSettings, { sudo_roles: [this.mods.id] }, null);
    const guild = this.discord;
    for (const record of this.firstHubs) {
      const channel = guild && voiceChannel(guild, record.id);
      if (!channel) throw new Error(`The bot does not see ${record.name}`);
      const { hub: made } = await this.hub.registration.add(guild, channel, null);
      this.blueprints.set(made.id, made.blueprint.overwrites);
    }
    const input = { voice_channel: this.source, grace_period: setup.cleanup / 1000 };
    await (await this.handle.owner.slash('autochannel enable', input)).response();
  }

  /** The first so many people share a room. */
  public gather(crowd: number): void {
    const [channel] = this.firstHubs;
    if (!channel) return;
    for (const person of this.people.slice(0, crowd))
      this.attempt(`${person.name} is there`, () => person.join(channel));
  }

  public get hub(): UsedHub {
    return use(hub);
  }

  /** The guild as the bot's client knows it. */
  public get discord() {
    return this.stage.bot.client?.guilds.cache.get(this.handle.id);
  }

  public get voiceChannels(): ChannelRecord[] {
    return this.channels.filter(({ type }) => type === ChannelType.GuildVoice);
  }

  public get channels(): ChannelRecord[] {
    return [...this.handle.record.channels.values()];
  }

  /** The voice channels of rooms, as the bot knows them. */
  public get rooms(): ChannelRecord[] {
    if (!this.botIsUp) return [];
    const rooms = this.hub.rooms.ofGuild(this.handle.id);
    return rooms.flatMap(({ room }) => this.handle.record.channels.get(room.voiceChannelId) ?? []);
  }

  /** The channels of hubs, as the bot knows them. */
  public get hubs(): ChannelRecord[] {
    if (!this.botIsUp) return [];
    const hubs = this.hub.hubs.ofGuild(this.handle.id);
    return hubs.flatMap(({ channelId }) => this.handle.record.channels.get(channelId ?? '') ?? []);
  }

  /** The panel of a room, if it has one. Once seen it is kept. */
  public panelOf(room: ChannelRecord): MessageRecord | undefined {
    const stored = this.hub.rooms.get(room.id);
    const id = stored?.controlPanelMessageId;
    if (!stored || !id) return undefined;
    const channel = this.handle.record.channels.get(stored.room.textChannelId ?? room.id);
    const message = channel?.messages.get(id);
    if (message && !this.panels.some((seen) => seen.message === message)) {
      this.panels.push({ message, roomId: room.id });
    }
    return message;
  }

  /** A new round begins. */
  public begin(name: string): void {
    this.story.push(`-- ${name}`);
    this.since = this.stage.clock.now();
    this.wasUpset = false;
  }

  public upset(): void {
    this.wasUpset = true;
  }

  /** Notes what is done, and does it. What Discord's client or Discord itself refuses the person is no fault. */
  public attempt(what: string, act: () => unknown): void {
    this.acts += 1;
    const index = this.story.push(what) - 1;
    const refused = (error: unknown): void => {
      if (!isRefusal(error)) throw error;
      this.story[index] = `${what} (refused)`;
    };
    try {
      const result = act();
      if (result instanceof Promise) {
        result.catch(refused).catch((error: unknown) => this.failures.push(`${what}: ${String(error)}`));
      }
    } catch (error) {
      refused(error);
    }
  }

  /** What went wrong where only people's refusals may. */
  public readonly failures: string[] = [];

  /** What happens to all guilds alike. */
  public note(line: string): void {
    this.story.push(line);
  }
}

function isRefusal(error: unknown): boolean {
  // What was not answered is counted by itself.
  const refusals = [JoinRefusedError, DiscordError, InteractionRefusedError, InteractionFailedError];
  return refusals.some((refusal) => error instanceof refusal);
}
