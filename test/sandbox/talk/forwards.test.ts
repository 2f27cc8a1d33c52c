import { expect } from 'chai';
import {
  GatewayDispatchEvents as Events,
  MessageFlags,
  MessageReferenceType,
  MessageType,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { withoutContent } from '../../../sandbox/gateway/message-content.js';
import { Stage } from '../interactions/stage.js';
import { refusalOf } from '../scene.js';

describe('forwarded messages', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  const other = () => stage.handle.addChannel({ name: 'other', type: 0 });

  it('SB-07 a forward says nothing itself, and holds what the message said', () => {
    const message = stage.ada.say(stage.text, 'Look here');
    const channel = other();
    stage.quiet();
    stage.ben.forward(message, channel);
    stage.ada.edit(message, 'Changed');
    const [forward] = stage.events(Events.MessageCreate);
    expect(forward).to.include({ content: '', type: MessageType.Default, flags: MessageFlags.HasSnapshot });
    expect(forward?.message_reference).to.deep.equal({
      type: MessageReferenceType.Forward,
      channel_id: stage.text.id,
      message_id: message.api.id,
      guild_id: stage.guild.id,
    });
    expect(forward?.message_snapshots?.[0]?.message.content).to.equal('Look here');
    expect(forward).not.to.have.property('referenced_message');
  });

  it('SB-03 it needs Read Message History there and Send Messages here, and a message of a person', () => {
    const message = stage.ada.say(stage.text, 'Look');
    const channel = other();
    const deny = (where: typeof channel, bits: bigint) =>
      stage.handle.owner.setOverwrite(where, stage.ben, { deny: bits });
    deny(channel, Bits.SendMessages);
    expect(refusalOf(() => stage.ben.forward(message, channel))).to.equal('50013');
    deny(channel, 0n);
    deny(stage.text, Bits.ReadMessageHistory);
    expect(refusalOf(() => stage.ben.forward(message, channel))).to.equal('50013');
    stage.handle.owner.pin(message);
    const notice = [...stage.text.messages.values()].at(-1);
    expect(refusalOf(() => notice && stage.ada.forward(notice, channel))).to.equal('50021');
  });

  it('SB-03 a forward of a forward passes the first message on, and can be read by the bot', () => {
    const channel = other();
    const forward = stage.ben.forward(stage.ada.say(stage.text, 'First'), channel);
    const again = stage.ada.forward(forward, channel);
    expect(again.api.message_snapshots?.[0]?.message.content).to.equal('First');
    const read = stage.call(`GET /channels/${channel.id}/messages/${again.api.id}`).body;
    expect(read).to.have.nested.property('message_snapshots[0].message.content', 'First');
  });

  it('SB-02 without the message content intent the snapshot is blank too', () => {
    const forward = stage.ben.forward(stage.ada.say(stage.text, 'Secret'), stage.text);
    const blank = withoutContent(forward.api, stage.bot.userId);
    expect(blank.message_snapshots?.[0]?.message).to.include({ content: '', type: MessageType.Default });
  });
});
