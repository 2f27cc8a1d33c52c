import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { BREAKOUT_STATES } from '../domain/breakout.js';
import { AutochannelSource } from './autochannel-source.js';

/**
 * A channel that was made for whoever joined a source, from the moment on at which its creation was decided. A source
 * that is disabled loses its row at once; its breakouts live on without one until they are empty.
 */
export const AutochannelBreakout = defineEntity({
  name: 'AutochannelBreakout',
  tableName: 'autochannel_breakout',
  uniques: [{ properties: ['source', 'number'] }],
  properties: {
    id: p.integer().primary(),
    guildId: p.bigint('string').index(),
    source: () => p.manyToOne(AutochannelSource).ref().strictNullable().deleteRule('set null').updateRule('cascade'),
    /** The channel of the source, kept when the source's row goes, so that enabling it again finds its breakouts. */
    sourceChannelId: p.bigint('string'),
    /** Null while pending. */
    channelId: p.bigint('string').unique().strictNullable(),
    number: p.integer(),
    /** The name and the place that it was created with. */
    name: p.text(),
    parentId: p.bigint('string').strictNullable(),
    ownerId: p.bigint('string').index(),
    /** The grace of the source when the breakout was made; holds when the source is no more. */
    graceSeconds: p.integer(),
    state: p.enum(BREAKOUT_STATES),
    forced: p.boolean().default(false),
    attempts: p.integer().default(0),
    createdAt: p.datetime(),
    deleteAt: p.datetime().index().strictNullable(),
  },
});

export type AutochannelBreakout = InferEntity<typeof AutochannelBreakout>;
