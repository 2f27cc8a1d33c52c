import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { templateKeys, type Fingerprint } from '../domain/room.js';
import type { StoredOverwrite, StoredPrevious } from '../services/store/overwrite-codec.js';

/** A hub. Its id is its own: the channel id changes hands with every room. */
export const HubChannel = defineEntity({
  name: 'HubChannel',
  tableName: 'hub_channels',
  properties: {
    id: p.integer().primary(),
    guildId: p.bigint('string').index(),
    /** Null while a replacement is being made. */
    channelId: p.bigint('string').unique().strictNullable(),
    /** The replacement that is about to be made. */
    pending: p.json<Fingerprint>().strictNullable(),
    name: p.text(),
    overwrites: p.json<StoredOverwrite[]>(),
    bitrate: p.integer(),
    userLimit: p.integer(),
    region: p.text().strictNullable(),
    position: p.integer(),
    defaultTemplateKey: p.enum(templateKeys).strictNullable(),
    defaultManualName: p.text().strictNullable(),
    defaultUserLimit: p.integer().strictNullable(),
    lockdownUntil: p.datetime().index().strictNullable(),
    lockdownPrevious: p.json<StoredPrevious[]>().strictNullable(),
    recreated: p.boolean().default(false),
    createdAt: p.datetime(),
  },
});

export type HubChannel = InferEntity<typeof HubChannel>;
