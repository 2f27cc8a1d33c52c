import type { APIInteractionDataResolved } from 'discord-api-types/v10';
import { attach, uploadOf, type FileInput } from './attachments.js';
import { InteractionRefusedError } from './interaction-refusal.js';
import { permissionsIn } from './permissions.js';
import { projectMember } from './project-member.js';
import { projectRole } from './project-role.js';
import { projectUser } from './project-user.js';
import type { ChannelRecord, GuildRecord, MemberRecord, UserRecord } from './records.js';
import type { World } from './world.js';

/** Where somebody does something. */
export interface Place {
  readonly world: World;
  /** Null in direct messages. */
  readonly guild: GuildRecord | null;
  readonly channel: ChannelRecord;
  readonly user: UserRecord;
}

/** A user, member, person, role or channel that somebody picks. */
export type Entity = { readonly id: string } | { readonly user: { readonly id: string } };

/** The id of what was picked. An id may stand for itself. */
export function idOf(value: string | Entity): string {
  if (typeof value === 'string') return value;
  return 'user' in value ? value.user.id : value.id;
}

/** What a person may pick, by what the bot asks for. */
export type Pickable = 'user' | 'role' | 'mentionable' | 'channel';

type Resolved = { -readonly [Kind in keyof APIInteractionDataResolved]: APIInteractionDataResolved[Kind] };

/** Gathers the `resolved` part of an interaction while its values are read. */
export class ResolvedEntities {
  readonly #place: Place;
  readonly #resolved: Resolved = {};

  public constructor(place: Place) {
    this.#place = place;
  }

  /** What has been picked, or undefined when nothing has. */
  public get data(): APIInteractionDataResolved | undefined {
    return Object.keys(this.#resolved).length === 0 ? undefined : this.#resolved;
  }

  /**
   * Picks an entity and answers its id.
   *
   * @throws {InteractionRefusedError} when there is no such thing to pick here
   */
  public pick(kind: Pickable, value: string | Entity): string {
    const id = idOf(value);
    const found =
      (kind === 'channel' && this.#pickChannel(id)) ||
      ((kind === 'role' || kind === 'mentionable') && this.#pickRole(id)) ||
      ((kind === 'user' || kind === 'mentionable') && this.#pickUser(id));
    if (!found) throw new InteractionRefusedError('badValue', `there is no ${kind} ${id} to pick here`);
    return id;
  }

  /** Uploads a file and answers the id of its attachment. */
  public attach(file: FileInput): string {
    const { world, channel } = this.#place;
    const attachment = attach(world, channel.id, uploadOf(file), 'ephemeral-attachments');
    this.#resolved.attachments ??= {};
    this.#resolved.attachments[attachment.id] = { ...attachment, ephemeral: true };
    return attachment.id;
  }

  #pickChannel(id: string): boolean {
    const { guild, user } = this.#place;
    const channel = guild?.channels.get(id);
    const member = guild?.members.get(user.id);
    if (!guild || !channel || !member) return false;
    const permissions = permissionsIn(guild, member, channel, this.#place.world.clock.now());
    this.#resolved.channels ??= {};
    this.#resolved.channels[id] = {
      id,
      type: channel.type,
      name: channel.name,
      permissions: permissions.toString(),
    };
    return true;
  }

  #pickRole(id: string): boolean {
    const role = this.#place.guild?.roles.get(id);
    if (!role) return false;
    this.#resolved.roles ??= {};
    this.#resolved.roles[id] = projectRole(role);
    return true;
  }

  #pickUser(id: string): boolean {
    const user = this.#place.world.users.get(id);
    if (!user) return false;
    this.#resolved.users ??= {};
    this.#resolved.users[id] = projectUser(user);
    const member = this.#place.guild?.members.get(id);
    if (this.#place.guild && member) {
      this.#resolved.members ??= {};
      this.#resolved.members[id] = this.#resolveMember(this.#place.guild, member);
    }
    return true;
  }

  #resolveMember(guild: GuildRecord, member: MemberRecord) {
    const { user: _user, deaf: _deaf, mute: _mute, ...rest } = projectMember(member);
    const { channel, world } = this.#place;
    return { ...rest, permissions: permissionsIn(guild, member, channel, world.clock.now()).toString() };
  }
}
