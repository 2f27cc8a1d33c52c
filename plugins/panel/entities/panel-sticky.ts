import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** The message with the button at the bottom of a room's text. There from the first message on that a human writes there. */
export const PanelSticky = defineEntity({
  name: 'PanelSticky',
  tableName: 'panel_stickies',
  properties: {
    /** The room. */
    voiceChannelId: p.bigint('string').primary().autoincrement(false),
    /** Null in rows of before there was this column. */
    guildId: p.bigint('string').strictNullable(),
    /** Null until the first is posted, and when somebody has deleted it. */
    messageId: p.bigint('string').strictNullable(),
    /** When the last was posted, or was about to be. */
    postedAt: p.datetime(),
  },
});

export type PanelSticky = InferEntity<typeof PanelSticky>;
