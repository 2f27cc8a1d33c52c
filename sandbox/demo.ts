import { ChannelType, PresenceUpdateStatus } from 'discord-api-types/v10';
import type { GuildHandle } from './people/guild-handle.js';
import type { Person } from './people/person.js';
import type { ChannelRecord } from './store/records.js';
import type { Sandbox } from './sandbox.js';

/** The server that a newcomer finds: an owner, some members, a few channels, and the bot. */
export interface Demo {
  readonly guild: GuildHandle;
  /** The voice channel that is meant to be a hub. */
  readonly hub: ChannelRecord;
  /** By name in lower case. */
  readonly people: ReadonlyMap<string, Person>;
}

/** Makes the server. Its people are Olga, who owns it, and Ada, Ben and Cleo; DJ is a music bot. */
export function makeDemo(sandbox: Sandbox): Demo {
  const guild = sandbox.addGuild({ name: 'The Living Room', owner: 'Olga' });
  const text = guild.addChannel({ name: 'Text', type: ChannelType.GuildCategory });
  const voice = guild.addChannel({ name: 'Voice', type: ChannelType.GuildCategory });
  const chat = guild.addChannel({ name: 'chat', type: ChannelType.GuildText, parent: text });
  guild.addChannel({ name: 'General', parent: voice });
  const hub = guild.addChannel({ name: 'New Room', parent: voice });
  guild.owner.editGuild({ systemChannelId: chat.id });
  const members = ['Ada', 'Ben', 'Cleo'].map((name) => guild.addMember({ name }));
  const everybody = [guild.owner, ...members, guild.addMember({ name: 'DJ', bot: true })];
  for (const person of everybody) person.presence(PresenceUpdateStatus.Online);
  return { guild, hub, people: new Map(everybody.map((person) => [person.name.toLowerCase(), person])) };
}
