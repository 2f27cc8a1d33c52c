import type { PluginContext, Timer } from 'roomkeeper';
import { missingPermissions } from 'roomkeeper';
import { RENAME_DEBOUNCE_MS } from '../../domain/rename-budget.js';
import { namingMessages } from '../../naming-messages.js';
import { edited } from './channel-edit.js';
import type { Flow } from '../flow.js';
import type { Look, NameLooks } from './name-look.js';

/**
 * Shows games in the status of voice channels, where a guild wants that. It is outside of the limit on names. A status that
 * could not be set is forgotten: the next change sets the next one.
 */
export class VoiceStatuses {
  readonly #context: PluginContext;
  readonly #flow: Flow;
  readonly #looks: NameLooks;
  readonly #timers = new Map<string, Timer>();

  public constructor(context: PluginContext, parts: { flow: Flow; looks: NameLooks }) {
    this.#context = context;
    this.#flow = parts.flow;
    this.#looks = parts.looks;
  }

  /** Returns at once. Changes that follow each other closely are one request. */
  public refresh(look: Look): void {
    const { id } = look.voice;
    if (this.#timers.has(id) || !isOff(look)) return;
    // Nothing is sent to an empty channel: Discord has cleared its status, and what is stored says so at once.
    const delay = look.stored.room.members.length === 0 ? 0 : RENAME_DEBOUNCE_MS;
    const timer = this.#context.clock.after(delay, () => {
      this.#timers.delete(id);
      this.#context.queue
        .run(`hub.status:${id}`, () => this.#settle(id))
        .catch((error: unknown) => this.#context.log.error({ channel: id, error }, 'Setting a status failed'));
    });
    this.#timers.set(id, timer);
  }

  /** The channel is gone. */
  public forget(voiceChannelId: string): void {
    this.#timers.get(voiceChannelId)?.cancel();
    this.#timers.delete(voiceChannelId);
  }

  public stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  async #settle(voiceChannelId: string): Promise<void> {
    const look = this.#looks.of(voiceChannelId);
    if (!look || !isOff(look)) return;
    const { room } = look.stored;
    const status = room.members.length === 0 ? '' : (look.status ?? '');
    if (room.members.length > 0 && !(await this.#send(look, status))) return;
    await this.#flow.change(room.guildId, voiceChannelId, (stored) => ({
      ...stored,
      names: { ...stored.names, status: status === '' ? null : status },
    }));
  }

  async #send({ voice, stored: { room } }: Look, status: string): Promise<boolean> {
    if (missingPermissions(voice, ['SetVoiceChannelStatus']).length > 0) {
      await this.#context.notices.send(room.guildId, 'hub.status', namingMessages.mayNotSetStatus(voice.name));
      return false;
    }
    const { rest } = this.#context.client;
    const request = { body: { status }, reason: namingMessages.reason.status };
    const outcome = await edited(() => rest.put(`/channels/${voice.id}/voice-status`, request));
    if (outcome.kind === 'done') return true;
    this.#context.log.warn({ guild: room.guildId, channel: voice.id, ...outcome }, 'A status could not be set');
    return false;
  }
}

/** Whether the channel's status is another than it is to be, as far as is known. One that people set themselves stays. */
function isOff({ stored: { room, names }, status }: Look): boolean {
  const wanted = room.members.length === 0 ? '' : (status ?? '');
  return wanted !== (names.status ?? '');
}
