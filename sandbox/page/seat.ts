import { Person } from '../people/person.js';
import type { ChannelRecord, GuildRecord, UserRecord } from '../store/records.js';
import type { World } from '../store/world.js';
import { PageError } from './page-error.js';
import type { SeatView } from './protocol/seat-view.js';
import { Slices } from './slices.js';
import type { InteractionNotes } from './view/interaction-notes.js';
import { firstTextChannel, seesChannel, type Looker } from './view/looker.js';
import { viewSeat } from './view/seat-view.js';
import type { Typing } from './view/typing.js';

/** What all seats of a page know of. */
export interface SeatSurroundings {
  readonly world: World;
  readonly typing: Typing;
  readonly notes: InteractionNotes;
  /** Ids of the messages and modals that users have dismissed, by user id. */
  readonly dismissed: Map<string, Set<string>>;
}

/** The ids of what is shown: no channel with null. */
export interface Place {
  readonly guild?: string | undefined;
  readonly channel?: string | null | undefined;
}

/** So many messages are shown, and so many more at each wish. */
const PAGE_OF_MESSAGES = 50;

/** One member that the page acts as, and what it shows of that member's world. */
export class Seat {
  readonly #around: SeatSurroundings;
  readonly #slices = new Slices<SeatView>();
  readonly #user: UserRecord;
  #guildId: string | null = null;
  #channelId: string | null | undefined;
  #since: number;
  #messages = PAGE_OF_MESSAGES;

  /** @throws {PageError} for an unknown user */
  public constructor(around: SeatSurroundings, userId: string) {
    const user = around.world.users.get(userId);
    if (!user) throw new PageError('There is no such user');
    this.#around = around;
    this.#user = user;
    this.#since = around.world.clock.now();
  }

  public get user(): UserRecord {
    return this.#user;
  }

  /** Shows another server or channel. What is left out stays, or is picked anew where it cannot stay. */
  public show({ guild, channel }: Place): void {
    if (guild !== undefined && guild !== this.#guildId) {
      this.#guildId = guild;
      this.#channelId = undefined;
    }
    if (channel === undefined || channel === this.#channelId) return;
    this.#channelId = channel;
    this.#since = this.#around.world.clock.now();
    this.#messages = PAGE_OF_MESSAGES;
  }

  /** Shows older messages too. */
  public showMore(): void {
    this.#messages += PAGE_OF_MESSAGES;
  }

  /** What the seat's user does in the open server. @throws {PageError} when he is in none */
  public get person(): Person {
    const { guild } = this;
    if (!guild) throw new PageError(`${this.#user.globalName ?? this.#user.username} is in no server`);
    return new Person(this.#around.world, guild, this.#user);
  }

  /** The open server, or another one when the user is not in that any more. */
  public get guild(): GuildRecord | null {
    const own = [...this.#around.world.guilds.values()].filter(({ members }) => members.has(this.#user.id));
    return own.find(({ id }) => id === this.#guildId) ?? own[0] ?? null;
  }

  /** Hides a message or a modal from the user. */
  public dismiss(id: string): void {
    const { dismissed } = this.#around;
    const own = dismissed.get(this.#user.id) ?? new Set<string>();
    dismissed.set(this.#user.id, own.add(id));
  }

  /** The slices of the view that have changed since the last time, or null. */
  public changes(): Partial<SeatView> | null {
    return this.#slices.changed(viewSeat(this.looker));
  }

  /** What the views are made from. */
  public get looker(): Looker {
    const { world, typing, notes, dismissed } = this.#around;
    const { guild } = this;
    return {
      world,
      typing,
      notes,
      guild,
      user: this.#user,
      channel: this.#openChannel(guild),
      messages: this.#messages,
      since: this.#since,
      dismissed: dismissed.get(this.#user.id) ?? new Set(),
    };
  }

  /** The chosen one as long as the user sees it, else the first one for texts. */
  #openChannel(guild: GuildRecord | null): ChannelRecord | null {
    if (this.#channelId === null) return null;
    const { world } = this.#around;
    const chosen = this.#channelId === undefined ? undefined : world.channels.get(this.#channelId);
    const isHere = chosen && (chosen.guildId === null || chosen.guildId === guild?.id);
    if (isHere && seesChannel(world, this.#user.id, chosen)) return chosen;
    return guild ? firstTextChannel(world, guild, this.#user.id) : null;
  }
}
