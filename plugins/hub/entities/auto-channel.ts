import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import type { RenameWish } from '../domain/rename-budget.js';
import { templateKeys, type Fingerprint } from '../domain/room.js';
import type { StoredOverwrite } from '../services/store/overwrite-codec.js';

const ids = () => p.array().columnType('bigint[]').default([]);

/** A room, from the decision on that a hub's channel becomes one. */
export const AutoChannel = defineEntity({
  name: 'AutoChannel',
  tableName: 'auto_channels',
  properties: {
    voiceChannelId: p.bigint('string').primary().autoincrement(false),
    guildId: p.bigint('string').index(),
    textChannelId: p.bigint('string').unique().strictNullable(),
    /** The hub's own id. It stays when the hub is unregistered. */
    sourceHubId: p.integer(),
    state: p.enum(['pending', 'open', 'deleting'] as const),
    pendingText: p.json<Fingerprint>().strictNullable(),
    pendingName: p.text().strictNullable(),
    ownerUserId: p.bigint('string'),
    /** In host order. */
    hostUserIds: ids(),
    actingOwnerUserId: p.bigint('string').strictNullable(),
    ownerGraceExpiresAt: p.datetime().index().strictNullable(),
    actingExpiresAt: p.datetime().index().strictNullable(),
    claimableAt: p.datetime().strictNullable(),
    cleanupAt: p.datetime().index().strictNullable(),
    locked: p.boolean().default(false),
    hidden: p.boolean().default(false),
    admittedUserIds: ids(),
    allowedUserIds: ids(),
    allowedRoleIds: ids(),
    blockedUserIds: ids(),
    blockedRoleIds: ids(),
    baseOverwrites: p.json<StoredOverwrite[]>(),
    userLimit: p.integer(),
    autoNameEnabled: p.boolean(),
    nameTemplate: p.enum(templateKeys),
    fallbackName: p.text().strictNullable(),
    controlPanelMessageId: p.bigint('string').strictNullable(),
    /** When the voice channel's name was edited lately, and the name that waits. */
    renameStamps: p.json<readonly number[]>(),
    renameWish: p.json<RenameWish>().strictNullable(),
    /** When the text channel's name was edited lately. */
    textRenameStamps: p.json<readonly number[]>(),
    /** When names are looked at again. */
    renameAt: p.datetime().index().strictNullable(),
    /** The status of the voice channel that the bot has set. */
    voiceStatus: p.text().strictNullable(),
    createdAt: p.datetime(),
  },
});

export type AutoChannel = InferEntity<typeof AutoChannel>;
