import { defineEntity, type InferEntity, p } from '@mikro-orm/core';

/** A human in a room's voice channel. */
export const AutoChannelMember = defineEntity({
  name: 'AutoChannelMember',
  tableName: 'auto_channel_members',
  properties: {
    voiceChannelId: p.bigint('string').primary().autoincrement(false),
    userId: p.bigint('string').primary().autoincrement(false),
    joinedAt: p.datetime(),
  },
});

export type AutoChannelMember = InferEntity<typeof AutoChannelMember>;
