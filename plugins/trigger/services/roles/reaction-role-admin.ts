import type { Guild, GuildMember } from 'discord.js';
import { isCustom, typedEmojiKey } from '../../domain/emoji.js';
import { FIRED_LIMIT } from '../../domain/firing.js';
import {
  reactionRoleKey,
  reactionRoles,
  waitsOn,
  type MessagePlace,
  type ReactionMode,
  type ReactionRole,
} from '../../domain/reaction-roles.js';
import type { Snowflake, Trigger } from '../../domain/trigger.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { reactionRoleLog, reactionRoleMessages as words } from '../../reaction-role-messages.js';
import type { Ref } from '../admin/inputs.js';
import { found, living } from '../admin/lookup.js';
import { provenScope } from '../admin/places.js';
import { refused } from '../admin/refusals.js';
import { requireManager } from '../admin/rights.js';
import { actionsById } from '../admin/trigger-checks.js';
import type { Change } from '../store/guild-changes.js';
import type { OwnReactions } from './own-reactions.js';
import { insertReactionRole, roleName } from './reaction-role-writing.js';
import type { RolesParts } from './roles-parts.js';
import { deleteUnusedActions } from './unused-actions.js';

export interface ReactionRoleInput {
  /** A link, or an id in `channelId`. */
  readonly message: string;
  readonly channelId: Snowflake;
  /** As it is typed. */
  readonly emoji: string;
  readonly roleId: Snowflake;
  readonly group: Ref | null;
  readonly mode: ReactionMode;
}

/** What was made or deleted. */
export interface Mapped {
  readonly mapping: ReactionRole;
  readonly groupName: string | null;
  /** Why the bot's own reaction does not follow; null when it does. */
  readonly failed: string | null;
}

/** What was found on a message, or made there. */
type Written = { readonly mapping: ReactionRole; readonly groupName: string | null; readonly made: readonly Trigger[] };

/** Reaction roles, as those who manage a server make them. What is refused is a `UserError` `trigger.<what>`. */
export class ReactionRoleAdmin {
  readonly #parts: RolesParts;
  readonly #reactions: OwnReactions;

  public constructor(parts: RolesParts, reactions: OwnReactions) {
    this.#parts = parts;
    this.#reactions = reactions;
  }

  /**
   * Makes its triggers and actions in one unit of work, and then lets the bot react, so that members only have to click. What
   * is there already is refused, but the bot's reaction is made good.
   */
  public async add(by: GuildMember, input: ReactionRoleInput): Promise<Mapped> {
    requireManager(by);
    const { guild } = by;
    const emoji = emojiOf(guild, input.emoji);
    const place = await placeOf(by, input);
    return this.#inTurn(place, async () => {
      const { changes, armed, context } = this.#parts;
      const written = await changes.change(guild.id, (change) => this.#write(change, by, { ...input, place, emoji }));
      const failed = await this.#reactions.put(guild, place, emoji);
      const { mapping, groupName, made } = written;
      if (made.length === 0) throw refused('already', alreadyThere(mapping, failed));
      const text = reactionRoleLog.added(mapping);
      await context.guildLog.write({ guildId: guild.id, actorId: by.id, action: 'trigger.reaction-role-added', text });
      for (const trigger of made) await armed.saved(trigger);
      return { mapping, groupName, failed };
    });
  }

  /**
   * Deletes its triggers, the actions that nothing else uses, and the bot's reaction, unless something else waits for that
   * emoji. The reaction goes first: as long as it is there, a crash leaves what this can be repeated for.
   *
   * @param key - As `names` offers it.
   */
  public async remove(by: GuildMember, key: string): Promise<Mapped> {
    requireManager(by);
    const { guild } = by;
    const known = mappingOf(await this.list(guild.id), key);
    return this.#inTurn(known, async () => {
      const { changes, catalogue, context } = this.#parts;
      const mapping = mappingOf(await this.list(guild.id), key);
      const { triggers } = await catalogue.of(guild.id);
      const shared = living(triggers, context.clock.now()).some(
        (one) => waitsOn(one, mapping) && !mapping.triggers.some(({ id }) => id === one.id),
      );
      const failed = shared ? null : await this.#reactions.take(guild, mapping, mapping.emoji);
      await changes.change(guild.id, (change) => deleteMapping(change, guild.id, key));
      const text = reactionRoleLog.removed(mapping);
      await context.guildLog.write({
        guildId: guild.id,
        actorId: by.id,
        action: 'trigger.reaction-role-removed',
        text,
      });
      return { mapping, groupName: null, failed };
    });
  }

  /** All of a guild, in order of creation. No query when the guild is in memory. */
  public async list(guildId: string): Promise<readonly ReactionRole[]> {
    const known = await this.#parts.catalogue.of(guildId);
    return reactionRoles(living(known.triggers, this.#parts.context.clock.now()), known.actionsById);
  }

  async #write(
    change: Change,
    by: GuildMember,
    { place, emoji, roleId, group, mode }: ReactionRoleInput & { readonly place: MessagePlace },
  ): Promise<Written> {
    const { state, now } = change;
    const { guild } = by;
    const groupId = group === null ? null : found('role group', state.groups, group).id;
    const groupName = state.groups.find(({ id }) => id === groupId)?.name ?? null;
    const alive = living(state.triggers, now);
    const mapping = { ...place, emoji, roleId, groupId, mode, triggers: [] };
    const there = reactionRoles(alive, actionsById(state)).find(
      (one) => reactionRoleKey(one) === reactionRoleKey(mapping),
    );
    if (there !== undefined) return { mapping: there, groupName, made: [] };
    const onEmoji = alive.filter((one) => waitsOn(one, mapping) && one.condition.id === 'reaction-add');
    if (onEmoji.length >= FIRED_LIMIT) throw refused('emoji-full', words.tooManyRoles(emoji, FIRED_LIMIT));
    const names = {
      emoji: isCustom(emoji) ? `:${guild.client.emojis.cache.get(emoji)?.name ?? emoji}:` : emoji,
      role: roleName(guild.roles.cache.get(roleId)),
      channel: guild.channels.cache.get(place.channelId)?.name ?? words.unknownChannel,
    };
    const made = await insertReactionRole(change, by, { place, emoji, roleId, groupId, mode, names }, this.#parts);
    return { mapping: { ...mapping, triggers: made }, groupName, made };
  }

  /** What happens on one message happens one after the other, so that the bot's reaction fits what is stored. */
  #inTurn<Result>({ messageId }: MessagePlace, work: () => Promise<Result>): Promise<Result> {
    return this.#parts.context.queue.run(`trigger.reaction-roles:${messageId}`, work);
  }
}

/** @throws {UserError} `trigger.not-an-emoji` or `trigger.foreign-emoji`. */
export function emojiOf(guild: Guild, typed: string): string {
  const key = typedEmojiKey(typed);
  if (key === null || key === '') throw refused('not-an-emoji', words.notAnEmoji);
  if (isCustom(key) && !guild.client.emojis.cache.has(key)) throw refused('foreign-emoji', words.foreignEmoji);
  return key;
}

async function placeOf(by: GuildMember, { message, channelId }: ReactionRoleInput): Promise<MessagePlace> {
  const scope = await provenScope(by, { kind: 'message', message, channelId });
  if (scope.kind !== 'message') throw new TypeError('A message was asked for.');
  return { channelId: scope.channelId, messageId: scope.messageId };
}

/** @throws {UserError} `trigger.no-such-reaction-role`. */
function mappingOf(all: readonly ReactionRole[], key: string): ReactionRole {
  const mapping = all.find((one) => reactionRoleKey(one) === key.trim());
  if (mapping === undefined) throw refused('no-such-reaction-role', words.notFound);
  return mapping;
}

function alreadyThere(mapping: ReactionRole, failed: string | null): string {
  const there = words.already(mapping);
  return failed === null ? there : `${there}\n${words.notReacted(failed)}`;
}

async function deleteMapping(change: Change, guildId: string, key: string): Promise<void> {
  const { em, state, now } = change;
  const { triggers } = mappingOf(reactionRoles(living(state.triggers, now), actionsById(state)), key);
  await em.nativeDelete(TriggerRow, { guildId, id: { $in: triggers.map(({ id }) => id) } });
  await deleteUnusedActions(
    change,
    guildId,
    triggers.map(({ actionId }) => actionId),
  );
}
