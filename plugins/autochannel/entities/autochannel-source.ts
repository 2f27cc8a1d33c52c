import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { BROKEN_REASONS } from '../domain/broken.js';

/** A voice channel that gives whoever joins it a breakout. */
export const AutochannelSource = defineEntity({
  name: 'AutochannelSource',
  tableName: 'autochannel_source',
  properties: {
    id: p.integer().primary(),
    guildId: p.bigint('string').index(),
    channelId: p.bigint('string').unique(),
    pattern: p.text(),
    userLimit: p.integer(),
    graceSeconds: p.integer(),
    /** Null for wherever the source is. */
    categoryId: p.bigint('string').strictNullable(),
    fallbackCategoryIds: p.array().columnType('bigint[]').default([]),
    /** Null for the source itself. */
    templateChannelId: p.bigint('string').strictNullable(),
    /** Null for the pattern's own first number. */
    startAt: p.integer().strictNullable(),
    /** Null for any number. */
    maxBreakouts: p.integer().strictNullable(),
    /** Why no breakouts can be made at present; null when they can. */
    brokenReason: p.enum(BROKEN_REASONS).strictNullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
  },
});

export type AutochannelSource = InferEntity<typeof AutochannelSource>;
