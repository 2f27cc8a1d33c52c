import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** What the panel of a room shows. No row: nobody knows, since it is being changed, or has been when the bot died. */
export const PanelDrawing = defineEntity({
  name: 'PanelDrawing',
  tableName: 'panel_drawings',
  properties: {
    /** The room. */
    voiceChannelId: p.bigint('string').primary().autoincrement(false),
    /** Of `renderKey`. */
    renderKey: p.text(),
  },
});

export type PanelDrawing = InferEntity<typeof PanelDrawing>;
