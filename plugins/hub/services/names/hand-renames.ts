import type { VoiceChannel } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { planned } from '../../domain/name-plan.js';
import { renamed } from '../../domain/naming.js';
import { stamped } from '../../domain/rename-budget.js';
import type { Flow } from '../flow.js';
import type { Look, NameLooks } from './name-look.js';

/** How long Discord's word of a conversion may take, in milliseconds. */
const CONVERSION_MS = 30_000;

/** Rooms that somebody renames in Discord itself: as good as a rename by the panel, and counted by Discord. */
export class HandRenames {
  readonly #context: PluginContext;
  readonly #flow: Flow;
  readonly #looks: NameLooks;

  public constructor(context: PluginContext, parts: { flow: Flow; looks: NameLooks }) {
    this.#context = context;
    this.#flow = parts.flow;
    this.#looks = parts.looks;
  }

  /** Discord tells that a channel has got another name, ours or a person's. */
  public async renamed({ guildId, id, name }: VoiceChannel): Promise<void> {
    await this.#flow.change(guildId, id, (stored) => {
      const now = this.#context.clock.now();
      const look = this.#looks.of(id, stored);
      if (!look || this.#isOurs(look, name, now)) return stored;
      this.#context.log.info({ guild: guildId, channel: id, name }, 'A room was renamed by hand');
      const room = { ...stored.room, naming: renamed(stored.room.naming, name) };
      const names = { ...stored.names, stamps: stamped(stored.names.stamps, now) };
      return { ...stored, room, names: planned(names, null, look.live, now) };
    });
  }

  #isOurs({ stored: { room, names } }: Look, name: string, now: number): boolean {
    if (name === names.wish?.name || name === room.naming.fallbackName) return true;
    return now - room.createdAt <= CONVERSION_MS || this.#looks.wasAsked(room.voiceChannelId, name);
  }
}
