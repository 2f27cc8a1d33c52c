import { computed, signal } from '@preact/signals';
import type { ActResult, InteractionAct, ModeratorAct, PersonAct } from '../../protocol/acts.js';
import type { MessageView, SeatView } from '../../protocol/seat-view.js';
import type { DialogChoice } from '../moderator/dialog-choice.js';
import type { Connection } from './connection.js';
import { makeSlices, takeIn, type Slices } from './slices.js';

export type SeatName = 'left' | 'right';

/** Which part of a seat is in front where there is no room for all. */
export type Pane = 'channels' | 'chat' | 'members';

type WithoutSeat<A> = A extends { readonly seat: string } ? Omit<A, 'seat'> : never;

/** What a seat's member does: an act without the seat's name. */
export type SeatDeed = WithoutSeat<PersonAct | InteractionAct | ModeratorAct>;

/** What is open in a seat, and survives a lost line. */
export interface Place {
  readonly user: string;
  readonly guild: string | null;
  readonly channel: string | null;
}

const nobody: SeatView = {
  me: {
    user: '',
    name: '',
    present: true,
    permissions: '0',
    status: 'offline' as SeatView['me']['status'],
    games: [],
    voice: null,
  },
  guilds: [],
  guild: null,
  channels: [],
  roles: [],
  members: [],
  direct: [],
  open: null,
  messages: [],
  typing: [],
  commands: [],
  modals: [],
  pending: [],
};

/** One member that the page acts as: what he sees, and what is in front on the page. */
export class Seat {
  public readonly name: SeatName;
  public readonly view: Slices<SeatView> = makeSlices(nobody);
  public readonly place = signal<Place>({ user: '', guild: null, channel: null });
  /** False until the first picture has come. */
  public readonly ready = signal(false);
  public readonly pane = signal<Pane>('chat');
  /** Whether the members show: by themselves where there is room for them. */
  public readonly members = signal<'auto' | 'shown' | 'hidden'>('auto');
  public readonly replyTo = signal<MessageView | null>(null);
  public readonly editing = signal<string | null>(null);
  public readonly dialog = signal<DialogChoice | null>(null);
  public readonly openChannel = computed(() => {
    const id = this.view.open.value?.channel;
    return this.view.channels.value.find((channel) => channel.id === id) ?? null;
  });
  /** The last message that was there when a channel was last open, by channel. */
  public readonly seen = signal<ReadonlyMap<string, string | null>>(new Map());
  readonly #connection: Connection;

  public constructor(name: SeatName, connection: Connection) {
    this.name = name;
    this.#connection = connection;
  }

  /** Takes the seat as somebody, or shows something else in it. @throws {RefusedError} */
  public async open(place: Partial<Place>): Promise<void> {
    const next = { ...this.place.value, ...place };
    if (next.user !== this.place.value.user) this.#forget();
    this.place.value = next;
    const { user, guild, channel } = next;
    await this.#connection.ask({
      kind: 'open',
      seat: this.name,
      user,
      ...(guild !== null && { guild }),
      ...(channel !== null && { channel }),
    });
  }

  /** Shows a channel's messages, with the chat in front. @throws {RefusedError} */
  public async show(channel: string): Promise<void> {
    this.pane.value = 'chat';
    this.replyTo.value = null;
    this.editing.value = null;
    await this.open({ channel });
  }

  /** @throws {RefusedError} */
  public act(deed: SeatDeed): Promise<ActResult> {
    return this.#connection.ask({ ...deed, seat: this.name });
  }

  /** Shows older messages of the open channel too. @throws {RefusedError} */
  public async loadOlder(): Promise<void> {
    await this.#connection.ask({ kind: 'more', seat: this.name });
  }

  public takeIn(slices: Partial<SeatView>): void {
    takeIn(this.view, slices);
    const guild = slices.guild === undefined ? this.place.value.guild : (slices.guild?.id ?? null);
    const channel = slices.open === undefined ? this.place.value.channel : (slices.open?.channel ?? null);
    this.place.value = { user: slices.me?.user ?? this.place.value.user, guild, channel };
    this.#look();
    this.ready.value = true;
  }

  /** What is open is read; at first everything is. */
  #look(): void {
    const seen = new Map(this.seen.value);
    const open = this.view.open.value?.channel;
    for (const { id, lastMessage } of this.view.channels.value) {
      if (!this.ready.value || id === open) seen.set(id, lastMessage);
    }
    this.seen.value = seen;
  }

  /** What belongs to the former member. */
  #forget(): void {
    this.ready.value = false;
    this.replyTo.value = null;
    this.editing.value = null;
    this.dialog.value = null;
    this.seen.value = new Map();
  }
}
