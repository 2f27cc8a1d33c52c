import type { MikroORM } from '@mikro-orm/postgresql';
import { noSticky, type Sticky } from '../domain/sticky.js';
import { PanelSticky } from '../entities/panel-sticky.js';

/** The table of the stickies. */
export class StickyRows {
  readonly #orm: MikroORM;

  public constructor(orm: MikroORM) {
    this.#orm = orm;
  }

  /** All of them, by room. */
  public async load(): Promise<Map<string, Sticky>> {
    const rows = await this.#orm.em.fork().find(PanelSticky, {});
    return new Map(
      rows.map(({ voiceChannelId, messageId, postedAt }) => [
        voiceChannelId,
        { ...noSticky, messageId, postedAt: postedAt.getTime() },
      ]),
    );
  }

  public async save(guildId: string, roomId: string, { messageId, postedAt }: Sticky): Promise<void> {
    const row = { guildId, voiceChannelId: roomId, messageId, postedAt: new Date(postedAt ?? 0) };
    await this.#orm.em.fork().upsert(PanelSticky, row);
  }

  public async remove(roomIds: readonly string[]): Promise<void> {
    if (roomIds.length > 0) {
      await this.#orm.em.fork().nativeDelete(PanelSticky, { voiceChannelId: { $in: [...roomIds] } });
    }
  }
}
