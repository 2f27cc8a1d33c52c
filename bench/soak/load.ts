import { PresenceUpdateStatus } from 'discord-api-types/v10';
import { InteractionFailedError, type ChannelRecord, type Person } from 'roomkeeper/sandbox';
import { messages, Words } from '../matcher-mix.js';
import { Random } from '../random.js';
import { COMMAND, hubOf, type SoakPlace } from './soak-world.js';

/** Events a second at full pace. */
export const RATES = { voice: 20, presence: 200, message: 200, click: 2 } as const;
export type Sort = keyof typeof RATES;

/** How often what is due is done, in milliseconds. */
const TICK = 25;
/** So many people are in voice at about any time, at full pace. */
const CROWD = 260;
/** So many messages are kept in a channel: older ones would fill the local Discord's memory, which is not what is watched. */
const KEPT = 20;
const games = ['Overwatch', 'Factorio', 'Chess', 'Minecraft'];

interface Soul {
  readonly person: Person;
  readonly place: SoakPlace;
}

/** People who come and go, talk, play and click, at fixed rates. */
export class Load {
  /** What was done of each sort. */
  public readonly done: Record<Sort, number> = { voice: 0, presence: 0, message: 0, click: 0 };
  /** What a client would not let people do, such as entering a room that has been locked. */
  public refused = 0;
  /** Milliseconds from a click or command to its answer, and how many had none. */
  public readonly answers: number[] = [];
  public unanswered = 0;
  readonly #random = new Random(43);
  readonly #souls: readonly Soul[];
  readonly #chat: readonly string[];
  /** Who is in voice. */
  readonly #inside = new Set<Soul>();
  readonly #clicks = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  /** Events a second. */
  public readonly rates: Readonly<Record<Sort, number>>;
  readonly #most: number;

  /** @param pace - 1 for the full load. */
  public constructor(places: readonly SoakPlace[], pace: number) {
    const { voice, presence, message, click } = RATES;
    this.rates = { voice: voice * pace, presence: presence * pace, message: message * pace, click: click * pace };
    this.#most = CROWD * pace;
    this.#souls = places.flatMap((place) => place.people.map((person) => ({ person, place })));
    this.#chat = messages(4_000, new Words(this.#random), this.#random, ['well']);
  }

  public start(): void {
    const began = performance.now();
    const before = { ...this.done };
    this.#timer = setInterval(() => {
      const seconds = (performance.now() - began) / 1_000;
      for (const sort of Object.keys(RATES) as Sort[]) {
        const due = Math.floor(this.rates[sort] * seconds) + before[sort];
        while (this.done[sort] < due) {
          this.#do(sort);
          this.done[sort] += 1;
        }
      }
    }, TICK);
  }

  /** Stops, and resolves when what was clicked is answered, or is not. */
  public async stop(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.all(this.#clicks);
  }

  /** Everybody goes. */
  public async empty(pause: () => Promise<void>): Promise<void> {
    for (const soul of this.#inside) {
      soul.person.leave();
      await pause();
    }
    this.#inside.clear();
  }

  /** How many are in voice. */
  public get crowd(): number {
    return this.#inside.size;
  }

  #do(sort: Sort): void {
    switch (sort) {
      case 'voice':
        return this.#voice();
      case 'presence':
        return this.#presence(this.#random.pick(this.#souls).person);
      case 'message':
        return this.#talk();
      case 'click':
        return this.#click();
    }
  }

  #voice(): void {
    const soul = this.#random.pick(this.#souls);
    if (this.#random.chance(0.35) && this.#inside.size > 20) return this.#fidget(this.#someInside());
    if (this.#inside.size > this.#most * (0.9 + this.#random.next() / 5)) return this.#leave(this.#someInside());
    if (!this.#inside.has(soul)) return this.#enter(soul);
    this.#leave(soul);
  }

  #someInside(): Soul {
    return this.#random.pick([...this.#inside]);
  }

  #fidget({ person }: Soul): void {
    if (!person.voiceChannel) return;
    if (this.#random.chance(0.5)) person.mute(this.#random.chance(0.5));
    else person.stream(this.#random.chance(0.5));
  }

  #enter(soul: Soul): void {
    const { person, place } = soul;
    const channel = this.#random.chance(0.3) ? place.lounge : (this.#goal(place) ?? place.lounge);
    try {
      person.join(channel);
      this.#inside.add(soul);
    } catch {
      // Locked, or full: as in life, they stay out.
      this.refused += 1;
    }
  }

  /** The source, the hub, or where somebody is already. */
  #goal(place: SoakPlace): ChannelRecord | undefined {
    const chance = this.#random.next();
    if (chance < 0.35) return place.source;
    if (chance < 0.6) return hubOf(place.guild);
    const others = place.people.flatMap(({ voiceChannel }) => voiceChannel ?? []);
    return others.length === 0 ? undefined : this.#random.pick(others);
  }

  #leave(soul: Soul): void {
    soul.person.leave();
    this.#inside.delete(soul);
  }

  #presence(person: Person): void {
    if (this.#random.chance(0.1)) return person.plays(this.#random.pick(games));
    if (this.#random.chance(0.1)) return person.stopsPlaying();
    person.presence(this.#random.chance(0.5) ? PresenceUpdateStatus.Idle : PresenceUpdateStatus.Online);
  }

  #talk(): void {
    const { person, place } = this.#random.pick(this.#souls);
    const text = this.#random.chance(0.005) ? COMMAND : this.#random.pick(this.#chat).slice(0, 2_000).trim();
    person.say(place.talk, text || 'hm');
    const { messages: kept } = place.talk;
    for (const id of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(id);
    }
  }

  #click(): void {
    if (this.#inside.size === 0) return;
    const soul = this.#someInside();
    const began = performance.now();
    const click = this.#pressed(soul).then(
      () => void this.answers.push(performance.now() - began),
      (error: unknown) => {
        if (error instanceof InteractionFailedError) this.unanswered += 1;
        else this.refused += 1;
      },
    );
    this.#clicks.add(click);
    void click.finally(() => this.#clicks.delete(click));
  }

  /** The lock of the panel where there is one to be seen, else the command. */
  async #pressed({ person, place }: Soul): Promise<void> {
    const room = person.voiceChannel;
    const panel = room && this.#random.chance(0.5) ? panelOf(place, person, room) : undefined;
    const interaction = panel ? await person.click(panel.message, panel.customId) : await person.slash('voice');
    await interaction.response();
  }
}

/** The panel of a room with the button that locks or unlocks it, if the person owns the room and sees the panel. */
function panelOf(place: SoakPlace, person: Person, room: ChannelRecord) {
  for (const channel of place.guild.record.channels.values()) {
    for (const message of channel.messages.values()) {
      const [customId] =
        JSON.stringify(message.api.components ?? []).match(new RegExp(`panel:lock:${room.id}:\\w+`)) ?? [];
      if (customId !== undefined && person.sees(message)) return { message, customId };
    }
  }
  return undefined;
}
