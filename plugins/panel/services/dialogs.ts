import type { Guild } from 'discord.js';
import { ChannelType } from 'discord.js';
import type { HubApi, StoredRoom } from '../../hub/plugin.js';
import { ranking } from '../domain/ranks.js';
import { accessMessage, type AccessEntry } from '../views/access-message.js';
import type { V2Message } from '../views/components.js';
import { hostsMessage } from '../views/hosts-message.js';
import { moreMessage } from '../views/more-message.js';
import type { LiveOrder } from './clicks.js';
import type { RoomFacts } from './room-facts.js';

/** The messages that the buttons of a panel open, of the room as it is at the moment. */
export class Dialogs {
  readonly #hub: HubApi;
  readonly #facts: RoomFacts;

  public constructor(hub: HubApi, facts: RoomFacts) {
    this.#hub = hub;
    this.#facts = facts;
  }

  public hosts(live: LiveOrder, page = 0): V2Message {
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
    return hostsMessage(room.voiceChannelId, ranked, (userId) => this.#facts.nameOf(guild, userId), page);
  }

  /** @param done - What has just been done. */
  public access(live: LiveOrder, page = 0, done?: string): V2Message {
    const { room } = this.#now(live);
    const entries = (list: AccessEntry['list'], kind: AccessEntry['kind'], ids: readonly string[]): AccessEntry[] =>
      ids.map((id) => ({ list, kind, id, name: this.#nameOf(live.order.guild, kind, id) }));
    const all = [
      ...entries('permitted', 'user', room.allowedUserIds),
      ...entries('permitted', 'role', room.allowedRoleIds),
      ...entries('blocked', 'user', room.blockedUserIds),
      ...entries('blocked', 'role', room.blockedRoleIds),
    ];
    return accessMessage(room.voiceChannelId, all, page, done);
  }

  /** @param done - What has just been done. */
  public more(live: LiveOrder, done?: string): V2Message {
    const { guild, voiceChannelId } = live.order;
    const channel = guild.channels.cache.get(voiceChannelId);
    const voice = channel?.type === ChannelType.GuildVoice ? channel : null;
    const facts = {
      userLimit: this.#now(live).room.userLimit,
      bitrate: voice?.bitrate ?? 0,
      maximumBitrate: guild.maximumBitrate,
      region: voice?.rtcRegion ?? null,
    };
    return moreMessage(voiceChannelId, facts, done);
  }

  #now({ stored }: LiveOrder): StoredRoom {
    return this.#hub.room(stored.room.voiceChannelId) ?? stored;
  }

  #nameOf(guild: Guild, kind: AccessEntry['kind'], id: string): string {
    if (kind === 'user') return this.#facts.nameOf(guild, id);
    return `@${guild.roles.cache.get(id)?.name ?? id}`;
  }
}
