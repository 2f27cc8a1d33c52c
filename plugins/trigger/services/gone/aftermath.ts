import type { PluginContext } from 'roomkeeper';
import { hasEffects, whenAllGone, type Gone, type GoneEffects } from '../../domain/gone.js';
import { reactionRoleActions } from '../../domain/reaction-roles.js';
import type { Snowflake } from '../../domain/trigger.js';
import { BlacklistRow } from '../../entities/blacklist-row.js';
import { GrantRow } from '../../entities/grant-row.js';
import { RoleGroupRow } from '../../entities/role-group-row.js';
import { RoleMenuRow } from '../../entities/role-menu-row.js';
import { TriggerRow } from '../../entities/trigger-row.js';
import { goneLine, goneNotice, type Departed } from '../../gone-messages.js';
import { actionsById } from '../admin/trigger-checks.js';
import type { Catalogue } from '../catalogue.js';
import type { GoneThings } from '../parts.js';
import { deleteMenus } from '../roles/menu-writing.js';
import { deleteUnusedActions } from '../roles/unused-actions.js';
import { intervalKey } from '../schedule/interval-deadline.js';
import type { Change, GuildChanges } from '../store/guild-changes.js';
import type { GuildState } from '../store/guild-state.js';

type Context = Pick<PluginContext, 'guildLog' | 'log' | 'notices' | 'orm' | 'queue' | 'scheduler'>;

/** What was done, and whether somebody has to be told. */
interface Settled extends Departed {
  readonly effects: GoneEffects;
  readonly worthTelling: boolean;
}

/**
 * Sees to what hangs on things that are definitely gone: what is bound to them is deleted, reaction roles with their actions, what could only fail is switched
 * off, groups are cut, and the admins are told. No change where nothing hangs on them.
 */
export class Aftermath implements GoneThings {
  readonly #context: Context;
  readonly #catalogue: Catalogue;
  readonly #changes: GuildChanges;

  public constructor(context: Context, catalogue: Catalogue, changes: GuildChanges) {
    this.#context = context;
    this.#catalogue = catalogue;
    this.#changes = changes;
  }

  public gone(guildId: Snowflake, gone: Gone): Promise<void> {
    return this.allGone(guildId, [gone]);
  }

  /** Of messages only those matter that something is bound to: no query for others, but where a guild has role menus. */
  public async messagesGone(guildId: Snowflake, messageIds: readonly Snowflake[]): Promise<void> {
    if (!this.#catalogue.bindsMessages(guildId)) return;
    await this.allGone(
      guildId,
      messageIds.map((id) => ({ kind: 'message', id })),
    );
  }

  /** One after the other in a guild, so that what is told twice is seen to once. */
  public allGone(guildId: Snowflake, things: readonly Gone[]): Promise<void> {
    return this.#context.queue.run(`trigger.gone:${guildId}`, () => this.#seeTo(guildId, things));
  }

  async #seeTo(guildId: Snowflake, things: readonly Gone[]): Promise<void> {
    await this.#forget(guildId, things);
    if (!hangsOn(await this.#catalogue.of(guildId), things)) return;
    const settled = await this.#changes.change(guildId, (change) => settle(change, guildId, things));
    if (settled === null) return;
    const { effects, deleted, disabled, worthTelling } = settled;
    this.#context.log.info(
      { guild: guildId, gone: things, deleted, disabled },
      'Things are gone that triggers hung on',
    );
    const stopped = [...effects.deleted, ...effects.disabled];
    await Promise.all(stopped.map((id) => this.#context.scheduler.cancel(intervalKey(id))));
    if (!worthTelling) return;
    await this.#context.guildLog.write({ guildId, actorId: null, action: 'trigger.gone', text: goneLine(settled) });
    const cause = `trigger.gone:${things.map(({ kind, id }) => `${kind}-${id}`).join(',')}`;
    await this.#context.notices.send(guildId, cause, goneNotice(settled));
  }

  /** What is no part of the catalogue: menus that nobody can press, and when a role was given. */
  async #forget(guildId: Snowflake, things: readonly Gone[]): Promise<void> {
    const em = this.#context.orm.em.fork();
    const [channels, messages, roles] = (['channel', 'message', 'role'] as const).map((kind) => idsOf(things, kind));
    if (this.#catalogue.hasMenus(guildId)) {
      const where = [{ channelId: { $in: channels ?? [] } }, { messageId: { $in: messages ?? [] } }];
      const menus = await em.find(RoleMenuRow, { guildId, $or: where }, { fields: ['id'] });
      const ids = menus.map(({ id }) => id);
      if (ids.length > 0) await this.#changes.change(guildId, (change) => deleteMenus(change, guildId, ids));
    }
    if (roles?.length) await em.nativeDelete(GrantRow, { guildId, roleId: { $in: roles } });
  }
}

function hangsOn({ triggers, actions, groups, blacklist }: GuildState, things: readonly Gone[]): boolean {
  const channels = idsOf(things, 'channel');
  if (blacklist.some(({ channelId }) => channelId !== null && channels.includes(channelId))) return true;
  return hasEffects(whenAllGone(things, triggers, actions, groups));
}

async function settle({ em, state }: Change, guildId: Snowflake, things: readonly Gone[]): Promise<Settled | null> {
  const effects = whenAllGone(things, state.triggers, state.actions, state.groups);
  const channels = idsOf(things, 'channel');
  if (channels.length > 0) await em.nativeDelete(BlacklistRow, { guildId, channelId: { $in: channels } });
  if (!hasEffects(effects)) return null;
  const { deleted, disabled, groups } = effects;
  const going = state.triggers.filter(({ id }) => deleted.includes(id));
  if (going.length > 0) {
    await em.nativeDelete(TriggerRow, { guildId, id: { $in: [...deleted] } });
    await deleteUnusedActions({ em }, guildId, reactionRoleActions(going, actionsById(state)));
  }
  if (disabled.length > 0)
    await em.nativeUpdate(TriggerRow, { guildId, id: { $in: [...disabled] } }, { enabled: false });
  for (const { id, roleIds } of groups) await em.nativeUpdate(RoleGroupRow, { guildId, id }, { roleIds });
  const named = (ids: readonly number[], those: readonly { readonly id: number; readonly name: string }[]) =>
    those.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return {
    effects,
    things,
    deleted: going.map(({ name }) => name),
    disabled: state.triggers.filter(({ id }) => disabled.includes(id)),
    groups: named(
      groups.map(({ id }) => id),
      state.groups,
    ),
    // What an event made by itself goes as quietly as it came.
    worthTelling: disabled.length + groups.length > 0 || going.some(({ madeBy }) => madeBy === null),
  };
}

function idsOf(things: readonly Gone[], kind: Gone['kind']): Snowflake[] {
  return things.filter((thing) => thing.kind === kind).map(({ id }) => id);
}
