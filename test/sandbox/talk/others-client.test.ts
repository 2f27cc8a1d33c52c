import { expect } from 'chai';
import { ChannelType, Events, Partials, type ClientEvents, type ClientOptions, Client } from 'discord.js';
import { addGuild, type GuildHandle } from '../../../sandbox/people/guild-handle.js';
import { startSandbox, type Sandbox } from '../../../sandbox/sandbox.js';
import type { ChannelRecord } from '../../../sandbox/store/records.js';
import { everyIntent } from '../gateway/raw-client.js';

const DAY = 24 * 60 * 60_000;

describe('what others do, as discord.js hears it', () => {
  let sandbox: Sandbox;
  let client: Client;
  let guild: GuildHandle;
  let text: ChannelRecord;

  beforeEach(async () => {
    sandbox = await startSandbox();
    guild = addGuild(sandbox.world, { name: 'Garden' });
    text = guild.addChannel({ name: 'talk', type: ChannelType.GuildText });
    const options: Pick<ClientOptions, 'intents' | 'partials' | 'rest'> = {
      intents: everyIntent,
      partials: [Partials.Message, Partials.Reaction, Partials.Channel, Partials.User],
      rest: { api: sandbox.api },
    };
    client = new Client(options as ClientOptions);
    const ready = new Promise((resolve) => client.once(Events.ClientReady, resolve));
    await client.login(sandbox.token);
    await ready;
  });

  afterEach(async () => {
    await client.destroy();
    await sandbox.stop();
  });

  async function hearing<Event extends keyof ClientEvents>(
    event: Event,
    act: () => void,
  ): Promise<ClientEvents[Event]> {
    const heard = new Promise<ClientEvents[Event]>((resolve) =>
      client.once(event as never, ((...given: ClientEvents[Event]) => resolve(given)) as never),
    );
    act();
    return heard;
  }

  it('SB-07 a message of a webhook has no member, one of a forward no content', async () => {
    const webhook = guild.owner.createWebhook(text, 'News');
    const [sent] = await hearing(Events.MessageCreate, () => webhook.say('Fresh'));
    expect([sent.webhookId, sent.member, sent.author.bot]).to.deep.equal([webhook.record.id, null, true]);
    const message = guild.owner.say(text, 'Original');
    await sandbox.settled();
    const [forward] = await hearing(Events.MessageCreate, () => guild.owner.forward(message, text));
    expect([forward.content, forward.messageSnapshots.first()?.content]).to.deep.equal(['', 'Original']);
  });

  it('SB-07 a thread is there at once, and its messages name it', async () => {
    let made: ChannelRecord | undefined;
    const [thread, isNew] = await hearing(Events.ThreadCreate, () => {
      made = guild.owner.startThread(text, { name: 'Side' });
    });
    expect([thread.parentId, isNew]).to.deep.equal([text.id, true]);
    if (!made) throw new Error('No thread was made');
    const place = made;
    const [message] = await hearing(Events.MessageCreate, () => guild.owner.say(place, 'Hello'));
    expect([message.channelId, message.channel.isThread()]).to.deep.equal([place.id, true]);
    await message.reply('Hello yourself');
    await message.react('👋');
    const [deleted] = await hearing(Events.ThreadDelete, () => guild.owner.deleteChannel(place));
    expect(deleted.id).to.equal(place.id);
  });

  it('SB-07 a reaction on a message from before is partial, and can be fetched', async () => {
    const old = guild.wroteEarlier(guild.owner, text, 'Pick a role', Date.now() - 30 * DAY);
    const [reaction] = await hearing(Events.MessageReactionAdd, () => guild.owner.react(old, '❤'));
    expect([reaction.partial, reaction.message.partial, reaction.emoji.name]).to.deep.equal([true, true, '❤️']);
    const message = await reaction.message.fetch();
    expect([message.content, Date.now() - message.createdTimestamp > 29 * DAY]).to.deep.equal(['Pick a role', true]);
  });
});
