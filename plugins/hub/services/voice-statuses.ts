import type { PluginContext, Timer } from 'roomkeeper';
import { missingPermissions } from 'roomkeeper';
import { RENAME_DEBOUNCE_MS } from '../domain/rename-budget.js';
import { namingMessages } from '../naming-messages.js';
import { edited } from './channel-edit.js';
import type { Look, NameLooks } from './name-look.js';

/**
 * Shows games in the status of voice channels, where a guild wants that. It is outside of the limit on names. Held in
 * memory only: a status that could not be set is forgotten, the next change sets the next one.
 */
export class VoiceStatuses {
  readonly #context: PluginContext;
  readonly #looks: NameLooks;
  /** What each channel shows, as far as it was set by the bot. Discord itself clears it when everybody has left. */
  readonly #shown = new Map<string, string>();
  readonly #timers = new Map<string, Timer>();

  public constructor(context: PluginContext, looks: NameLooks) {
    this.#context = context;
    this.#looks = looks;
  }

  /** Returns at once. Changes that follow each other closely are one request. */
  public refresh({ voice, status, stored }: Look): void {
    if (stored.room.members.length === 0) return this.forget(voice.id);
    if (status === null || this.#timers.has(voice.id) || !this.#isOff(voice.id, status)) return;
    const timer = this.#context.clock.after(RENAME_DEBOUNCE_MS, () => {
      this.#timers.delete(voice.id);
      void this.#context.queue
        .run(`hub.status:${voice.id}`, () => this.#send(voice.id))
        .catch((error: unknown) => {
          this.#context.log.error({ channel: voice.id, error }, 'Setting a status failed');
        });
    });
    this.#timers.set(voice.id, timer);
  }

  /** The channel is empty, or gone. */
  public forget(voiceChannelId: string): void {
    this.#shown.delete(voiceChannelId);
    this.#timers.get(voiceChannelId)?.cancel();
    this.#timers.delete(voiceChannelId);
  }

  public stop(): void {
    for (const timer of this.#timers.values()) timer.cancel();
    this.#timers.clear();
  }

  async #send(voiceChannelId: string): Promise<void> {
    const look = this.#looks.of(voiceChannelId);
    if (!look || look.status === null || !this.#isOff(voiceChannelId, look.status)) return;
    const { voice, status } = look;
    const { guildId } = look.stored.room;
    if (missingPermissions(voice, ['SetVoiceChannelStatus']).length > 0) {
      return this.#context.notices.send(guildId, 'hub.status', namingMessages.mayNotSetStatus(voice.name));
    }
    const outcome = await edited(() =>
      voice.client.rest.put(`/channels/${voiceChannelId}/voice-status`, {
        body: { status },
        reason: namingMessages.reason.status,
      }),
    );
    if (outcome.kind === 'done') this.#shown.set(voiceChannelId, status);
    else this.#context.log.warn({ guild: guildId, channel: voiceChannelId, ...outcome }, 'A status could not be set');
  }

  #isOff(voiceChannelId: string, status: string): boolean {
    return (this.#shown.get(voiceChannelId) ?? '') !== status;
  }
}
