import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** What the panel of a room was last known to show. */
export const PanelDrawing = defineEntity({
  name: 'PanelDrawing',
  tableName: 'panel_drawings',
  properties: {
    /** The room. */
    voiceChannelId: p.bigint('string').primary().autoincrement(false),
    guildId: p.bigint('string').index(),
    /** Of `renderKey`. */
    renderKey: p.text(),
  },
});

export type PanelDrawing = InferEntity<typeof PanelDrawing>;
