import type { PluginContext } from 'roomkeeper';
import { planned, textDecision } from '../../domain/name-plan.js';
import { exhaustedUntil, stamped } from '../../domain/rename-budget.js';
import type { Moment } from '../../domain/room.js';
import { textChannelName } from '../../domain/text-channel-name.js';
import { namingMessages } from '../../naming-messages.js';
import { edited, editFields } from './channel-edit.js';
import type { Flow } from '../flow.js';
import type { Look, NameLooks } from './name-look.js';

/** Lets the names of text channels follow those of their rooms. Call it within the room's queue of names. */
export class TextNames {
  readonly #context: PluginContext;
  readonly #flow: Flow;
  readonly #looks: NameLooks;

  public constructor(context: PluginContext, parts: { flow: Flow; looks: NameLooks }) {
    this.#context = context;
    this.#flow = parts.flow;
    this.#looks = parts.looks;
  }

  /** No request when the name follows already, or the budget of the text channel's own is used up. */
  public async follow(voiceChannelId: string): Promise<void> {
    const { clock, log } = this.#context;
    const look = this.#looks.of(voiceChannelId);
    if (!look?.text || look.live.text === null) return;
    const decision = textDecision(look.stored.names, look.live, clock.now());
    if (decision.kind !== 'apply') return;
    const { text } = look;
    const before = look.stored.names.textStamps;
    await this.#keep(look, stamped(before, clock.now()));
    const name = textChannelName(look.live.voice);
    const outcome = await edited(() => editFields(text, { name }, namingMessages.reason.text));
    if (outcome.kind === 'done' || outcome.kind === 'refused') this.#looks.noteAnswer(text.id, name, text.name);
    if (outcome.kind === 'refused' || outcome.kind === 'unanswered') {
      const { guildId: guild } = look.stored.room;
      log.warn({ guild, channel: text.id, name, error: outcome.error }, 'A text channel could not be renamed');
      if (outcome.kind === 'refused')
        void this.#context.notices.send(guild, `hub.text-name:${text.id}`, namingMessages.textNotRenamed(text.id));
    }
    if (outcome.kind === 'gone') return;
    const spent =
      outcome.kind === 'rate-limited' ? exhaustedUntil(clock.now() + outcome.wait) : stamped(before, clock.now());
    await this.#keep(look, spent);
  }

  async #keep({ stored: { room }, live }: Look, textStamps: readonly Moment[]): Promise<void> {
    await this.#flow.change(room.guildId, room.voiceChannelId, (stored) => {
      const now = this.#looks.of(room.voiceChannelId)?.live ?? live;
      return {
        ...stored,
        names: planned({ ...stored.names, textStamps }, stored.names.wish, now, this.#context.clock.now()),
      };
    });
  }
}
