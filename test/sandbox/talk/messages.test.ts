import { expect } from 'chai';
import {
  ButtonStyle,
  ComponentType as Type,
  GatewayDispatchEvents as Events,
  MessageFlags,
  MessageType,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { UnhandledFieldError } from '../../../sandbox/rest/fields.js';
import { createMessage, deleteMessage, editMessage, messageOf } from '../../../sandbox/store/messages.js';
import { refusalOf } from '../scene.js';
import { pathOf, TalkScene } from './talk-scene.js';

const text = (content: string) => ({ type: Type.TextDisplay, content });

function missing(bits: bigint, body: object, place: 'text' | 'voice' = 'text'): string {
  const scene = new TalkScene();
  const channel = place === 'text' ? scene.text : scene.voice('V');
  scene.deny(scene.botMember, bits, channel);
  return refusalOf(() => scene.send(body, channel));
}

describe('sending messages', () => {
  it('SB-03 the answer and the event tell the same message', () => {
    const scene = new TalkScene();
    const message = scene.send({ content: 'Hello' });
    const [event] = scene.events(Events.MessageCreate);
    expect(event).to.include({ id: message.id, content: 'Hello', guild_id: scene.guild.id });
    expect(event?.member?.joined_at).to.be.a('string');
    expect(event?.author.id).to.equal(scene.bot.userId);
    expect(scene.text.lastMessageId).to.equal(message.id);
  });

  it('SB-03 it takes View, Send Messages, and on voice Connect', () => {
    expect(missing(Bits.ViewChannel, { content: 'x' })).to.equal('50001');
    expect(missing(Bits.SendMessages, { content: 'x' })).to.equal('50013');
    expect(missing(Bits.SendMessages, { content: 'x' }, 'voice')).to.equal('50013');
    expect(missing(Bits.Connect, { content: 'x' }, 'voice')).to.equal('50001');
    expect(missing(0n, { content: 'x' }, 'voice')).to.equal('not refused');
  });

  it('SB-03 embeds take Embed Links, speech Send TTS Messages', () => {
    expect(missing(Bits.EmbedLinks, { embeds: [{ title: 'x' }] })).to.equal('50013');
    expect(missing(Bits.EmbedLinks, { content: 'x' })).to.equal('not refused');
    expect(missing(Bits.SendTTSMessages, { content: 'x', tts: true })).to.equal('50013');
  });

  it('SB-03 a category takes no messages', () => {
    const scene = new TalkScene();
    expect(refusalOf(() => scene.send({ content: 'x' }, scene.category('C')))).to.equal('50008');
  });

  it('SB-03 content has at most 2000 characters, and an empty message is refused without an event', () => {
    const scene = new TalkScene();
    expect(scene.send({ content: '𝒳'.repeat(2000) }).content).to.have.length(4000);
    scene.quiet();
    expect(refusalOf(() => scene.send({ content: 'a'.repeat(2001) }))).to.equal('50035 content');
    expect(refusalOf(() => scene.send({ content: '' }))).to.equal('50006');
    expect(scene.heard).to.deep.equal([]);
  });

  it('SB-03 embeds keep to their limits', () => {
    const scene = new TalkScene();
    const fault = (...embeds: object[]) => refusalOf(() => scene.send({ embeds }));
    expect(fault(...Array.from({ length: 11 }, () => ({ title: 'x' })))).to.equal('50035 embeds');
    expect(fault({ description: 'a'.repeat(4097) })).to.equal('50035 embeds 0 description');
    expect(fault({ description: 'a'.repeat(4000) }, { description: 'a'.repeat(2001) })).to.equal('50035 embeds');
    expect(fault({})).to.equal('50035 embeds 0 description');
    expect(fault({ fields: [{ name: '', value: 'x' }] })).to.equal('50035 embeds 0 fields 0 name');
    expect(scene.send({ embeds: [{ title: 'x', fields: [{ name: 'a', value: 'b' }] }] }).embeds[0]).to.include({
      type: 'rich',
    });
  });

  it('SB-03 a Components V2 message comes back complete', () => {
    const scene = new TalkScene();
    const section = {
      type: Type.Section,
      components: [text('Room')],
      accessory: { type: Type.Thumbnail, media: { url: 'https://example.com/a.png' } },
    };
    const gallery = { type: Type.MediaGallery, items: [{ media: { url: 'https://example.com/b.png' } }] };
    const buttons = {
      type: Type.ActionRow,
      components: [{ type: Type.Button, style: ButtonStyle.Primary, custom_id: 'lock', emoji: { name: '🔒' } }],
    };
    const picker = { type: Type.ActionRow, components: [{ type: Type.UserSelect, custom_id: 'who' }] };
    const separator = { type: Type.Separator };
    const components = [{ type: Type.Container, components: [section, gallery, separator, buttons, picker] }];
    const message = scene.send({ flags: MessageFlags.IsComponentsV2, components });
    expect(message.flags).to.equal(MessageFlags.IsComponentsV2);
    expect(message).to.have.nested.property('components[0].components[0].accessory.media.proxy_url');
    const read = scene.call(`GET ${pathOf(message)}`).body;
    expect(read).to.have.deep.property('components', message.components);
  });

  it('SB-03 an emoji that the bot cannot use is refused on a button', () => {
    const scene = new TalkScene();
    const send = (emoji: object) => () =>
      scene.send({
        components: [{ type: Type.ActionRow, components: [{ type: Type.Button, style: 1, custom_id: 'a', emoji }] }],
      });
    expect(refusalOf(send({ name: 'lock' }))).to.equal('50035 components 0 components 0 emoji name');
    expect(refusalOf(send({ id: '123' }))).to.equal('50035 components 0 components 0 emoji id');
    expect(refusalOf(send({ id: scene.olga.addEmoji('lock') }))).to.equal('not refused');
  });

  it('SB-03 an enforced nonce answers the message that was sent with it, for five minutes', async () => {
    const scene = new TalkScene();
    const send = (enforce: boolean) => scene.send({ content: 'x', nonce: 'n1', enforce_nonce: enforce }).id;
    const first = send(true);
    expect(send(true)).to.equal(first);
    expect(scene.heard).to.deep.equal(['MESSAGE_CREATE']);
    expect(send(false)).not.to.equal(first);
    await scene.clock.advance(5 * 60_000);
    expect(send(true)).not.to.equal(first);
  });

  it('SB-03 a reply names the message, needs Read Message History, and refuses an unknown one', () => {
    const scene = new TalkScene();
    const question = scene.says('Question?');
    const reference = { message_id: question.api.id };
    const reply = scene.send({ content: 'Yes', message_reference: reference });
    expect(reply.type).to.equal(MessageType.Reply);
    expect(reply.referenced_message?.content).to.equal('Question?');
    expect(reply.mentions.map(({ id }) => id)).to.deep.equal([scene.ada.user.id]);
    const unknown = { message_id: '123' };
    const fault = refusalOf(() => scene.send({ content: 'x', message_reference: unknown }));
    expect(fault).to.equal('50035 message_reference');
    const lenient = scene.send({ content: 'x', message_reference: { ...unknown, fail_if_not_exists: false } });
    expect(lenient.type).to.equal(MessageType.Default);
    scene.deny(scene.botMember, Bits.ReadMessageHistory);
    expect(refusalOf(() => scene.send({ content: 'x', message_reference: reference }))).to.equal('160002');
  });

  it('SB-03 files become attachments, which components can show', () => {
    const scene = new TalkScene();
    const body = {
      flags: MessageFlags.IsComponentsV2,
      attachments: [{ id: '0', filename: 'log.txt', description: 'A log' }],
      components: [{ type: Type.File, file: { url: 'attachment://log.txt' } }],
    };
    const file = { field: 'files[0]', name: 'blob', contentType: 'text/plain', data: new Uint8Array(7) };
    const path = `POST /channels/${scene.text.id}/messages`;
    const message = scene.call(path, { body, files: [file] }).body;
    expect(message).to.have.nested.include({ 'attachments[0].filename': 'log.txt', 'attachments[0].size': 7 });
    expect(message).to.have.nested.include({ 'components[0].size': 7 });
    expect(refusalOf(() => scene.call(path, { body }))).to.equal('50035 components 0 file url');
    scene.deny(scene.botMember, Bits.AttachFiles);
    expect(refusalOf(() => scene.call(path, { body, files: [file] }))).to.equal('50013');
  });

  it('SB-03 a field that is not emulated fails loudly', () => {
    const scene = new TalkScene();
    expect(() => scene.send({ content: 'x', poll: {} })).to.throw(UnhandledFieldError, 'poll');
    expect(() => scene.send({ message_reference: { type: 1, message_id: '1' } })).to.throw(UnhandledFieldError);
    const flags = MessageFlags.IsComponentsV2;
    expect(refusalOf(() => scene.send({ flags, components: [text('x')], poll: {} }))).to.equal('50035 poll');
  });

  it('SB-03 Suppress Notifications is kept, flags that nobody may set are dropped', () => {
    const scene = new TalkScene();
    const flags = MessageFlags.SuppressNotifications | MessageFlags.Ephemeral | MessageFlags.Urgent;
    const message = scene.send({ content: 'x', flags });
    expect(message.flags).to.equal(MessageFlags.SuppressNotifications);
    expect(scene.patch(message, { flags: 0 }).flags).to.equal(MessageFlags.SuppressNotifications);
  });
});

describe('editing and deleting messages', () => {
  it('SB-03 an edit changes what it names, and tells so', async () => {
    const scene = new TalkScene();
    const message = scene.send({ content: 'a', embeds: [{ title: 'kept' }] });
    await scene.clock.advance(1000);
    const edited = scene.patch(message, { content: 'b', tts: false });
    expect(edited.content).to.equal('b');
    expect(edited.embeds).to.have.length(1);
    expect(edited.edited_timestamp).to.equal('2026-01-01T12:00:01.000Z');
    expect(scene.events(Events.MessageUpdate)[0]).to.include({ content: 'b', guild_id: scene.guild.id });
  });

  it('SB-03 only own messages can be edited, but for the embeds of others with Manage Messages', () => {
    const scene = new TalkScene();
    const { api } = scene.says('mine');
    expect(refusalOf(() => scene.patch(api, { content: 'yours' }))).to.equal('50005');
    scene.deny(scene.botMember, Bits.ManageMessages);
    expect(refusalOf(() => scene.patch(api, { flags: MessageFlags.SuppressEmbeds }))).to.equal('50013');
    scene.allow(scene.botMember, Bits.ManageMessages);
    expect(scene.patch(api, { flags: MessageFlags.SuppressEmbeds }).flags).to.equal(MessageFlags.SuppressEmbeds);
  });

  it('SB-03 an edit cannot empty a message', () => {
    const scene = new TalkScene();
    const message = scene.send({ content: 'a' });
    expect(refusalOf(() => scene.patch(message, { content: '' }))).to.equal('50006');
    expect(scene.patch(message, { content: null, embeds: [{ title: 'x' }] }).content).to.equal('');
  });

  it('SB-03 IsComponentsV2 can be set when the content goes, and never be taken back', () => {
    const scene = new TalkScene();
    const message = scene.send({ content: 'a' });
    const v2 = { flags: MessageFlags.IsComponentsV2, components: [text('b')] };
    expect(refusalOf(() => scene.patch(message, v2))).to.equal('50035 content');
    expect(scene.patch(message, { ...v2, content: null }).flags).to.equal(MessageFlags.IsComponentsV2);
    expect(scene.patch(message, { flags: 0 }).flags).to.equal(MessageFlags.IsComponentsV2);
    expect(refusalOf(() => scene.patch(message, { flags: 0, content: 'c', components: [] }))).to.equal('50035 content');
    expect(refusalOf(() => scene.patch(message, { components: [] }))).to.equal('50006');
  });

  it('SB-03 an edit keeps the attachments that it names', () => {
    const scene = new TalkScene();
    const file = (field: string) => ({
      field,
      name: `${field}.txt`,
      contentType: 'text/plain',
      data: new Uint8Array(1),
    });
    const options = { body: { content: 'x' }, files: [file('files[0]'), file('files[1]')] };
    scene.call(`POST /channels/${scene.text.id}/messages`, options);
    const { api } = [...scene.text.messages.values()].at(-1) ?? scene.says('none');
    expect(api.attachments).to.have.length(2);
    const [, second] = api.attachments;
    expect(scene.patch(api, { content: 'y' }).attachments).to.have.length(2);
    expect(scene.patch(api, { attachments: [{ id: second?.id }] }).attachments).to.deep.equal([second]);
    expect(scene.patch(api, { attachments: [] }).attachments).to.deep.equal([]);
  });

  it('SB-03 others messages are deleted with Manage Messages, own ones without', () => {
    const scene = new TalkScene();
    const [first, second] = [scene.says('one').api, scene.says('two').api];
    const own = scene.send({ content: 'own' });
    scene.quiet();
    expect(scene.call(`DELETE ${pathOf(first)}`).status).to.equal(204);
    expect(scene.events(Events.MessageDelete)).to.deep.equal([
      { id: first.id, channel_id: scene.text.id, guild_id: scene.guild.id },
    ]);
    scene.deny(scene.botMember, Bits.ManageMessages);
    expect(refusalOf(() => scene.call(`DELETE ${pathOf(second)}`))).to.equal('50013');
    expect(refusalOf(() => scene.call(`DELETE ${pathOf(own)}`))).to.equal('not refused');
    expect(refusalOf(() => scene.call(`DELETE ${pathOf(own)}`))).to.equal('10008');
  });
});

describe('ephemeral messages', () => {
  function ephemeral() {
    const scene = new TalkScene();
    const { world, text: channel, ada, botMember } = scene;
    const record = createMessage(world, {
      channel,
      author: botMember.user,
      content: 'psst',
      ephemeralFor: ada.user.id,
    });
    return { scene, record };
  }

  it('SB-03 they make no events, and have the flag', () => {
    const { scene, record } = ephemeral();
    expect(record.api.flags).to.equal(MessageFlags.Ephemeral);
    editMessage(scene.world, record, { content: 'pssst' });
    expect(record.api).to.include({ content: 'pssst', flags: MessageFlags.Ephemeral });
    deleteMessage(scene.world, record);
    expect(scene.text.messages.size).to.equal(0);
    expect(scene.heard).to.deep.equal([]);
  });

  it('SB-03 they cannot be fetched, listed, edited, deleted, pinned or reacted to', () => {
    const { scene, record } = ephemeral();
    const path = pathOf(record.api);
    expect(refusalOf(() => messageOf(scene.text, record.api.id))).to.equal('10008');
    expect(refusalOf(() => scene.call(`GET ${path}`))).to.equal('10008');
    expect(refusalOf(() => scene.patch(record.api, { content: 'x' }))).to.equal('10008');
    expect(refusalOf(() => scene.call(`DELETE ${path}`))).to.equal('10008');
    expect(refusalOf(() => scene.call(`PUT ${path}/reactions/🔥/@me`))).to.equal('10008');
    expect(refusalOf(() => scene.call(`PUT /channels/${scene.text.id}/pins/${record.api.id}`))).to.equal('10008');
    expect(scene.list(`GET /channels/${scene.text.id}/messages`)).to.deep.equal([]);
  });
});
