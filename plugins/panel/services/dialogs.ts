import type { Guild } from 'discord.js';
import { ChannelType } from 'discord.js';
import type { HubApi, StoredRoom } from '../../hub/plugin.js';
import { pageOf } from '../domain/paging.js';
import { ranking } from '../domain/ranks.js';
import { goneRole } from '../dialog-messages.js';
import { ACCESS_PAGE, accessMessage, type AccessEntry } from '../views/access-message.js';
import type { V2Message } from '../views/components.js';
import { HOSTS_PAGE, hostsMessage } from '../views/hosts-message.js';
import { moreMessage, type MoreFacts } from '../views/more-message.js';
import type { LiveOrder } from './clicks.js';
import type { RoomFacts } from './room-facts.js';

type Listed = Omit<AccessEntry, 'name'>;

/** The messages that the buttons of a panel open, of the room as it is at the moment. */
export class Dialogs {
  readonly #hub: HubApi;
  readonly #facts: RoomFacts;

  public constructor(hub: HubApi, facts: RoomFacts) {
    this.#hub = hub;
    this.#facts = facts;
  }

  public async hosts(live: LiveOrder, page = 0): Promise<V2Message> {
    const { guild } = live.order;
    const { room } = this.#now(live);
    const ranked = ranking({
      ownerId: room.ownerId,
      hostIds: room.hostIds,
      presentIds: room.members.toSorted((one, other) => one.joinedAt - other.joinedAt).map(({ userId }) => userId),
      isSudo: (userId) => {
        const member = guild.members.cache.get(userId);
        return member !== undefined && this.#hub.actorOf(member).sudo;
      },
    });
    await this.#facts.meet(
      guild,
      pageOf(ranked, page, HOSTS_PAGE).items.map(({ userId }) => userId),
    );
    return hostsMessage(room.voiceChannelId, ranked, (userId) => this.#facts.nameOf(guild, userId), page);
  }

  /** @param done - What has just been done. */
  public async access(live: LiveOrder, page = 0, done?: string): Promise<V2Message> {
    const { guild } = live.order;
    const { room } = this.#now(live);
    const entries = (list: AccessEntry['list'], kind: AccessEntry['kind'], ids: readonly string[]): Listed[] =>
      ids.map((id) => ({ list, kind, id }));
    const all = [
      ...entries('permitted', 'user', room.allowedUserIds),
      ...entries('permitted', 'role', room.allowedRoleIds),
      ...entries('blocked', 'user', room.blockedUserIds),
      ...entries('blocked', 'role', room.blockedRoleIds),
    ];
    const shown = pageOf(all, page, ACCESS_PAGE).items.filter(({ kind }) => kind === 'user');
    await this.#facts.meet(
      guild,
      shown.map(({ id }) => id),
    );
    const named = all.map((entry) => ({ ...entry, name: this.#nameOf(guild, entry) }));
    return accessMessage(room.voiceChannelId, named, page, done);
  }

  /**
   * @param done - What has just been done.
   * @param known - What Discord has just been told: word of it may not be back yet.
   */
  public more(live: LiveOrder, done?: string, known: Partial<MoreFacts> = {}): V2Message {
    const { guild, voiceChannelId } = live.order;
    const channel = guild.channels.cache.get(voiceChannelId);
    const voice = channel?.type === ChannelType.GuildVoice ? channel : null;
    const facts = {
      userLimit: voice?.userLimit ?? this.#now(live).room.userLimit,
      bitrate: voice?.bitrate ?? 0,
      maximumBitrate: guild.maximumBitrate,
      region: voice?.rtcRegion ?? null,
      ...known,
    };
    return moreMessage(voiceChannelId, facts, done);
  }

  #now({ stored }: LiveOrder): StoredRoom {
    return this.#hub.room(stored.room.voiceChannelId) ?? stored;
  }

  #nameOf(guild: Guild, { kind, id }: Listed): string {
    if (kind === 'user') return this.#facts.nameOf(guild, id);
    const role = guild.roles.cache.get(id);
    return role ? `@${role.name}` : goneRole(id);
  }
}
