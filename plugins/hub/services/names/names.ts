import { UserError } from '@sapphire/framework';
import type { VoiceChannel } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { restFailure } from 'roomkeeper';
import type { Renamed } from '../../api.js';
import { planned } from '../../domain/name-plan.js';
import { renamed, type FirstName } from '../../domain/naming.js';
import { panelTemplates, type PanelTemplateKey } from '../../domain/panel-templates.js';
import { superseded, type RenamedBy } from '../../domain/rename-budget.js';
import type { Naming } from '../../domain/room.js';
import { roomGone } from '../../messages.js';
import { namingMessages } from '../../naming-messages.js';
import { discordsWords } from './channel-edit.js';
import { refusedByDiscord } from '../acting/discord-refusals.js';
import type { Flow } from '../flow.js';
import { HandLimits } from './hand-limits.js';
import { HandRenames } from './hand-renames.js';
import type { HubBus } from '../hub-bus.js';
import { NameEdits, type Undo } from './name-edits.js';
import { NameLooks, type Look } from './name-look.js';
import type { Names } from '../parts.js';
import type { GuildRules } from '../room-settings.js';
import type { Rooms, StoredRoom } from '../store/rooms.js';
import { TextNames } from './text-names.js';
import { VoiceStatuses } from './voice-statuses.js';

/** What a person makes of a room. */
interface Choice {
  readonly naming: Naming;
  readonly userLimit: number | null;
}

/** Names of rooms: people's and those by presence, within one budget. */
export class RoomNaming implements Names {
  readonly #context: PluginContext;
  readonly #rules: GuildRules;
  readonly #flow: Flow;
  readonly #looks: NameLooks;
  readonly #edits: NameEdits;
  readonly #texts: TextNames;
  readonly #statuses: VoiceStatuses;
  readonly #byHand: HandRenames;
  readonly #limits: HandLimits;

  public constructor(context: PluginContext, parts: { rooms: Rooms; rules: GuildRules; flow: Flow; bus: HubBus }) {
    this.#context = context;
    this.#rules = parts.rules;
    this.#flow = parts.flow;
    this.#looks = new NameLooks(context, parts);
    this.#edits = new NameEdits(context, { flow: parts.flow, looks: this.#looks });
    this.#texts = new TextNames(context, { flow: parts.flow, looks: this.#looks });
    this.#statuses = new VoiceStatuses(context, { flow: parts.flow, looks: this.#looks });
    this.#byHand = new HandRenames(context, { flow: parts.flow, looks: this.#looks });
    this.#limits = new HandLimits(context, { flow: parts.flow, looks: this.#looks });
    parts.bus.on('roomClosed', ({ room }) => {
      this.#looks.forget(room);
      this.#statuses.forget(room.voiceChannelId);
    });
  }

  public refresh({ room: { voiceChannelId } }: StoredRoom): void {
    const look = this.#looks.of(voiceChannelId);
    if (!look) return;
    this.#statuses.refresh(look);
    if (look.stored.room.members.length === 0 || !this.#looks.isOff(look)) return;
    this.#inBackground(voiceChannelId, () => this.#wish(voiceChannelId));
  }

  public rename(voiceChannelId: string, name: string): Promise<Renamed> {
    return this.#choose(voiceChannelId, ({ room }) => ({ naming: renamed(room.naming, name), userLimit: null }));
  }

  public template(voiceChannelId: string, key: PanelTemplateKey, ownerName: string): Promise<Renamed> {
    const { apply, userLimit } = panelTemplates[key];
    return this.#choose(voiceChannelId, ({ room }) => ({
      naming: apply(room.naming, ownerName, this.#rules.of(room.guildId).bannedWords),
      userLimit,
    }));
  }

  public restart(voiceChannelId: string, { naming }: FirstName): Promise<Renamed> {
    return this.#choose(voiceChannelId, () => ({ naming, userLimit: null }));
  }

  public limitSent(voiceChannelId: string, userLimit: number): void {
    this.#limits.expect(voiceChannelId, userLimit);
  }

  /** What is being sent is waited for: then it is there, and nothing is left to take back. */
  public cancel(voiceChannelId: string): Promise<void> {
    return this.#queued(voiceChannelId, async () => {
      const look = this.#looks.of(voiceChannelId);
      if (!look) return;
      const after = await this.#flow.change(look.stored.room.guildId, voiceChannelId, (stored) => {
        const { room, names } = stored;
        if (names.wish?.by !== 'human') return stored;
        const naming = names.wish.before ?? room.naming;
        const without = planned(names, null, look.live, this.#context.clock.now());
        return { ...stored, room: { ...room, naming }, names: without };
      });
      if (after) this.refresh(after);
    });
  }

  /** The room's voice channel was updated. */
  public async updated(before: VoiceChannel, after: VoiceChannel): Promise<void> {
    if (before.userLimit !== after.userLimit) this.#inBackground(after.id, () => this.#takeLimit(after.id));
    if (before.name === after.name) return;
    await this.#byHand.renamed(after);
    this.#inBackground(after.id, () => this.#texts.follow(after.id));
  }

  public woken(voiceChannelId: string): Promise<void> {
    return this.#queued(voiceChannelId, async () => {
      await this.#edits.attempt(voiceChannelId, null);
      await this.#texts.follow(voiceChannelId);
      await this.#rearm(voiceChannelId);
      const look = this.#looks.of(voiceChannelId);
      if (look) this.refresh(look.stored);
    });
  }

  /** No timer runs any more. */
  public stop(): void {
    this.#statuses.stop();
  }

  async #choose(voiceChannelId: string, choose: (stored: StoredRoom) => Choice): Promise<Renamed> {
    const known = this.#looks.of(voiceChannelId);
    if (!known) throw roomIsGone();
    const held: { undo: Undo | null } = { undo: null };
    await this.#flow.change(known.stored.room.guildId, voiceChannelId, (stored) => {
      const { naming, userLimit } = choose(stored);
      held.undo = { naming: stored.room.naming, userLimit: userLimit === null ? null : stored.room.userLimit };
      const room = { ...stored.room, naming, userLimit: userLimit ?? stored.room.userLimit };
      return this.#wishing({ ...stored, room }, 'human', stored.room.naming);
    });
    const attempt = await this.#queued(voiceChannelId, () => this.#edits.attempt(voiceChannelId, held.undo));
    if (!attempt) throw roomIsGone();
    this.#inBackground(voiceChannelId, () => this.#texts.follow(voiceChannelId));
    if (attempt.kind === 'refused') throw this.#refusal(known, attempt.error);
    this.refresh(known.stored);
    return attempt;
  }

  async #takeLimit(voiceChannelId: string): Promise<void> {
    const stored = await this.#limits.noticed(voiceChannelId);
    if (stored) this.refresh(stored);
  }

  /** Notes what automation wishes for. The deadline does the rest. */
  async #wish(voiceChannelId: string): Promise<void> {
    const look = this.#looks.of(voiceChannelId);
    if (!look) return;
    await this.#flow.change(look.stored.room.guildId, voiceChannelId, (stored) => {
      const now = this.#looks.of(voiceChannelId, stored);
      return now && this.#looks.isOff(now) ? this.#wishing(stored, 'automation', null) : stored;
    });
  }

  /** The room with a wish for the name that it is to have, if that is not the one that it has. */
  #wishing(stored: StoredRoom, by: RenamedBy, before: Naming | null): StoredRoom {
    const look = this.#looks.of(stored.room.voiceChannelId, stored);
    if (!look) return stored;
    const at = this.#context.clock.now();
    const wish = look.desired === null ? null : superseded(stored.names.wish, { name: look.desired, by, at, before });
    return { ...stored, names: planned(stored.names, wish, look.live, at) };
  }

  /** The wake-up call was used up, and what it was for waits on. */
  async #rearm(voiceChannelId: string): Promise<void> {
    const look = this.#looks.of(voiceChannelId);
    if (look && look.stored.names.at !== null) await this.#flow.arm(look.stored.room, 'names', look.stored.names.at);
  }

  #refusal({ voice }: Look, error: unknown): unknown {
    if (restFailure(error) !== 'refused')
      return refusedByDiscord(voice.guild, voice.id, error, this.#context.clock.now());
    const message = namingMessages.refused(discordsWords(error));
    return new UserError({ identifier: 'hub.discord-refused', message });
  }

  #queued<Result>(voiceChannelId: string, work: () => Promise<Result>): Promise<Result> {
    return this.#context.queue.run(`hub.names:${voiceChannelId}`, work);
  }

  #inBackground(voiceChannelId: string, work: () => Promise<void>): void {
    this.#queued(voiceChannelId, work).catch((error: unknown) =>
      this.#context.log.error({ channel: voiceChannelId, error }, 'Naming a room failed'),
    );
  }
}

function roomIsGone(): UserError {
  return new UserError({ identifier: 'hub.room-gone', message: roomGone });
}
