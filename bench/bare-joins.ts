import { ChannelType, Routes, type Client } from 'discord.js';

/** What a bare client does for whoever joins one of these channels: the requests of the bot, with no state and no rules. */
export interface Acting {
  /** Channels that are sources: a voice channel is made, and the member moved. */
  readonly sources: readonly string[];
  /** Channels that are hubs: the channel becomes a room, a text channel with a message and the next hub are made. */
  readonly hubs: readonly string[];
}

/** Lets a client of discord.js do that, and nothing else. */
export function answerJoins(client: Client, { sources, hubs }: Acting): void {
  const isSource = new Set(sources);
  const isHub = new Set(hubs);
  client.on('voiceStateUpdate', (before, { channelId, guild, id, member }) => {
    if (channelId === null || channelId === before.channelId) return;
    if (isSource.has(channelId)) void breakout(client, guild.id, id);
    if (isHub.delete(channelId)) void room(client, isHub, guild.id, channelId, member?.displayName ?? id);
  });
}

async function breakout({ rest }: Client, guildId: string, userId: string): Promise<void> {
  const body = { name: 'General #1', type: ChannelType.GuildVoice, permission_overwrites: [] };
  const made = (await rest.post(Routes.guildChannels(guildId), { body })) as { readonly id: string };
  await rest.patch(Routes.guildMember(guildId, userId), { body: { channel_id: made.id } });
}

async function room(
  { rest }: Client,
  hubs: Set<string>,
  guildId: string,
  channelId: string,
  owner: string,
): Promise<void> {
  const created = async (name: string, type: ChannelType): Promise<string> => {
    const body = { name, type, permission_overwrites: [] };
    return ((await rest.post(Routes.guildChannels(guildId), { body })) as { readonly id: string }).id;
  };
  const [next] = await Promise.all([
    created('Join me', ChannelType.GuildVoice),
    created('room', ChannelType.GuildText).then((text) =>
      rest.post(Routes.channelMessages(text), { body: { content: 'Your room' } }),
    ),
    rest.patch(Routes.channel(channelId), { body: { name: `${owner}'s room`, permission_overwrites: [] } }),
  ]);
  hubs.add(next);
}
