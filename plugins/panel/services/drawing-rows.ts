import type { MikroORM } from '@mikro-orm/postgresql';
import type { Shards } from 'roomkeeper';
import { PanelDrawing } from '../entities/panel-drawing.js';

/** The table of what panels show. */
export class DrawingRows {
  readonly #orm: MikroORM;
  readonly #shards: Shards;

  public constructor(orm: MikroORM, shards: Shards) {
    this.#orm = orm;
    this.#shards = shards;
  }

  /** The keys of all that are known of the own guilds, by room. */
  public async load(): Promise<Map<string, string>> {
    const rows = await this.#orm.em.fork().find(PanelDrawing, this.#shards.rows());
    return new Map(rows.map(({ voiceChannelId, renderKey }) => [voiceChannelId, renderKey]));
  }

  public async save(drawing: PanelDrawing): Promise<void> {
    await this.#orm.em.fork().upsert(PanelDrawing, drawing);
  }

  public async remove(roomIds: readonly string[]): Promise<void> {
    if (roomIds.length > 0) {
      await this.#orm.em.fork().nativeDelete(PanelDrawing, { voiceChannelId: { $in: [...roomIds] } });
    }
  }
}
