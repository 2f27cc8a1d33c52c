import { isDeepStrictEqual } from 'node:util';
import type { PluginContext } from 'roomkeeper';
import { restFailure } from 'roomkeeper';
import type { Renamed } from '../../api.js';
import { LOOK_AGAIN_MS, planned } from '../../domain/name-plan.js';
import { decide, exhaustedUntil, stamped, type RenameWish } from '../../domain/rename-budget.js';
import type { Moment, Naming } from '../../domain/room.js';
import { namingMessages } from '../../naming-messages.js';
import { discordsWords, edited, editFields } from './channel-edit.js';
import type { Flow } from '../flow.js';
import type { Look, NameLooks } from './name-look.js';
import type { RoomNames } from '../store/rooms.js';

/** What came of a try to give a room its name. `refused`: what a person wished for has been taken back. */
export type Attempt = Renamed | { readonly kind: 'refused'; readonly error: unknown };

/** What a person changed along with a wish, for the way back. */
export interface Undo {
  readonly naming: Naming;
  /** Null: the limit is as it was, and is not sent. */
  readonly userLimit: number | null;
}

/** A wish whose turn has come, stored as sent. */
interface Begun {
  readonly look: Look;
  readonly wish: RenameWish;
  /** Without the edit that begins. */
  readonly stamps: readonly Moment[];
}

/** Gives rooms the names that are wished for. Call it within the room's queue of names. */
export class NameEdits {
  readonly #context: PluginContext;
  readonly #flow: Flow;
  readonly #looks: NameLooks;

  public constructor(context: PluginContext, parts: { flow: Flow; looks: NameLooks }) {
    this.#context = context;
    this.#flow = parts.flow;
    this.#looks = parts.looks;
  }

  /** Decides anew what the room's wish deserves now. Null when there is no open room. */
  public async attempt(voiceChannelId: string, undo: Undo | null): Promise<Attempt | null> {
    const look = this.#looks.of(voiceChannelId);
    if (!look) return null;
    const begun = await this.#begin(look);
    const refused = begun && (await this.#send(begun, undo));
    return refused ?? (await this.#sendLimit(look, undo)) ?? this.#standing(look);
  }

  /** Stores the edit before it is made: after a crash it counts. Null when nothing can be sent now. */
  async #begin(look: Look): Promise<Begun | null> {
    const held: { begun: Begun | null } = { begun: null };
    await this.#change(look, (names, current) => {
      const wish = newest(current);
      const now = this.#now();
      if (!wish || decide(wish, current.voice.name, names.stamps, now).kind !== 'apply') {
        return planned(names, wish, current.live, now);
      }
      held.begun = { look: current, wish, stamps: names.stamps };
      return { ...names, wish, stamps: stamped(names.stamps, now), at: now + LOOK_AGAIN_MS };
    });
    return held.begun;
  }

  /** Null unless it was refused: then the name is there, or waits on. */
  async #send({ look, wish, stamps }: Begun, undo: Undo | null): Promise<Attempt | null> {
    const { voice } = look;
    const limit = undo && this.#limitToSend(look, undo);
    const fields = { name: wish.name, ...(limit === null ? {} : { userLimit: limit }) };
    this.#looks.noteAsked(voice.id, wish.name);
    const outcome = await edited(() => editFields(voice, fields, namingMessages.reason[wish.by]));
    const spent = stamped(stamps, this.#now());
    switch (outcome.kind) {
      case 'done':
        this.#looks.noteAnswer(voice.id, wish.name, voice.name);
        this.#context.log.info({ ...place(look), name: wish.name, by: wish.by }, 'A room was renamed');
        await this.#plan(look, spent, wish);
        return null;
      case 'rate-limited':
        await this.#plan(look, exhaustedUntil(this.#now() + outcome.wait), null);
        return null;
      case 'unanswered':
        if (limit !== null) return this.#refused(look, wish, undo, spent, outcome.error);
        this.#context.log.warn({ ...place(look), error: outcome.error }, 'A name edit was not answered');
        await this.#plan(look, spent, null);
        return null;
      case 'refused':
        // A person may try another name at once: if Discord has counted this edit, it says so then.
        return this.#refused(look, wish, undo, wish.by === 'human' ? stamps : spent, outcome.error);
      case 'gone':
        return { kind: 'refused', error: outcome.error };
    }
  }

  /** What waits after an edit, of which `done` is no part any more. */
  #plan(look: Look, stamps: readonly Moment[], done: RenameWish | null): Promise<void> {
    return this.#change(look, (names, { live }) => {
      const wish = names.wish?.name === done?.name ? null : names.wish;
      return planned({ ...names, stamps }, wish, live, this.#now());
    });
  }

  async #refused(
    look: Look,
    wish: RenameWish,
    undo: Undo | null,
    stamps: readonly Moment[],
    error: unknown,
  ): Promise<Attempt> {
    const { guildId } = look.stored.room;
    this.#context.log.warn({ ...place(look), name: wish.name, by: wish.by, error }, 'Discord refused a name');
    const isForbidden = restFailure(error) === 'forbidden';
    // What is forbidden may be allowed later; the budget keeps that from being tried all the time.
    if (wish.by === 'automation' && !isForbidden) this.#looks.noteAnswer(look.voice.id, wish.name, look.voice.name);
    if (isForbidden) {
      void this.#context.notices.send(guildId, 'hub.names', namingMessages.mayNotRename(look.voice.name));
    }
    await this.#takeBack(look, wish, undo, stamps);
    // Nobody waits for an answer: who asked was told when the name would come.
    if (wish.by === 'human' && undo === null) await this.#tell(look, wish, error);
    return { kind: 'refused', error };
  }

  /** Tells the room that a name which was announced does not come. */
  async #tell(look: Look, { name }: RenameWish, error: unknown): Promise<void> {
    const content = namingMessages.refusedLater(name, discordsWords(error));
    try {
      await (look.text ?? look.voice).send({ content, allowedMentions: { parse: [] } });
    } catch (failure) {
      this.#context.log.info({ ...place(look), error: failure }, 'A room could not be told of a refused name');
    }
  }

  /** Null when the limit is what it is to be, or was sent. */
  async #sendLimit(look: Look, undo: Undo | null): Promise<Attempt | null> {
    const userLimit = undo && this.#limitToSend(look, undo);
    if (userLimit === null) return null;
    const { voice } = look;
    const outcome = await edited(() => editFields(voice, { userLimit }, namingMessages.reason.human));
    if (outcome.kind !== 'refused' && outcome.kind !== 'unanswered') return null;
    const now = this.#looks.of(voice.id) ?? look;
    await this.#takeBack(now, now.stored.names.wish, undo, now.stored.names.stamps);
    return { kind: 'refused', error: outcome.error };
  }

  #limitToSend({ stored, voice }: Look, { userLimit: before }: Undo): number | null {
    const { userLimit } = this.#looks.of(voice.id)?.stored.room ?? stored.room;
    return before === null || userLimit === voice.userLimit ? null : userLimit;
  }

  /** The room goes on as it was before the person came, unless somebody wished for something else meanwhile. */
  async #takeBack(look: Look, wish: RenameWish | null, undo: Undo | null, stamps: readonly Moment[]): Promise<void> {
    const { guildId, voiceChannelId } = look.stored.room;
    await this.#flow.change(guildId, voiceChannelId, ({ room, names, ...rest }) => {
      const isSuperseded = names.wish !== null && names.wish.name !== wish?.name;
      const naming = wish?.before ?? undo?.naming ?? room.naming;
      const userLimit = undo?.userLimit ?? room.userLimit;
      return {
        ...rest,
        room: isSuperseded ? room : { ...room, naming, userLimit },
        names: planned({ ...names, stamps }, isSuperseded ? names.wish : null, look.live, this.#now()),
      };
    });
  }

  #standing(look: Look): Attempt {
    const { stored, voice } = this.#looks.of(look.voice.id) ?? look;
    const { wish, stamps } = stored.names;
    const now = this.#now();
    const decision = wish && decide(wish, voice.name, stamps, now);
    if (!wish || decision === null || decision.kind === 'drop') return { kind: 'applied', name: voice.name };
    return { kind: 'later', name: wish.name, at: decision.kind === 'wait' ? decision.until : now + LOOK_AGAIN_MS };
  }

  async #change({ stored }: Look, change: (names: RoomNames, look: Look) => RoomNames): Promise<void> {
    const { guildId, voiceChannelId } = stored.room;
    await this.#flow.change(guildId, voiceChannelId, (current) => {
      const look = this.#looks.of(voiceChannelId, current);
      const names = look ? change(current.names, look) : current.names;
      return isDeepStrictEqual(names, current.names) ? current : { ...current, names };
    });
  }

  #now(): Moment {
    return this.#context.clock.now();
  }
}

/** The room's wish, by the name that members' games ask for at this moment. Nobody is there to see what automation wished. */
function newest({ stored: { room, names }, desired }: Look): RenameWish | null {
  const { wish } = names;
  // No name is desired when the guild's words have come to forbid it, or nobody plays in a room without a fallback.
  if (wish === null || desired === null) return null;
  if (wish.by === 'human' && !room.naming.autoName) return wish;
  return wish.by === 'automation' && room.members.length === 0 ? null : { ...wish, name: desired };
}

function place({ stored: { room } }: Look): { readonly guild: string; readonly channel: string } {
  return { guild: room.guildId, channel: room.voiceChannelId };
}
