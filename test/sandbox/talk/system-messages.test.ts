import { expect } from 'chai';
import { GatewayDispatchEvents as Events, MessageType } from 'discord-api-types/v10';
import { Stage } from '../interactions/stage.js';
import { refusalOf } from '../scene.js';

describe('messages of the system', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.handle.owner.editGuild({ systemChannelId: stage.text.id, systemChannelFlags: 0 });
    stage.quiet();
  });

  it('SB-07 who joins is announced in the system channel, with his name as the author', () => {
    const cleo = stage.handle.addMember({ name: 'Cleo' });
    expect(stage.heard).to.deep.equal(['GUILD_MEMBER_ADD', 'MESSAGE_CREATE']);
    const [message] = stage.events(Events.MessageCreate);
    expect(message).to.include({ type: MessageType.UserJoin, content: '', channel_id: stage.text.id });
    expect(message?.author.id).to.equal(cleo.id);
    expect(message).not.to.have.property('webhook_id');
  });

  it('SB-03 nothing is announced without a system channel, or when the guild does not want it', () => {
    stage.handle.owner.editGuild({ systemChannelFlags: 1 });
    stage.handle.addMember({ name: 'Cleo' });
    stage.handle.owner.editGuild({ systemChannelFlags: 0, systemChannelId: null });
    stage.handle.addMember({ name: 'Dan' });
    expect(stage.events(Events.MessageCreate)).to.deep.equal([]);
  });

  it('SB-07 a boost shows on the member and the guild, and is announced', () => {
    stage.ada.boost();
    expect(stage.heard).to.deep.equal(['GUILD_MEMBER_UPDATE', 'GUILD_UPDATE', 'MESSAGE_CREATE']);
    expect(stage.events(Events.GuildMemberUpdate)[0]?.premium_since).to.be.a('string');
    expect(stage.events(Events.GuildUpdate)[0]?.premium_subscription_count).to.equal(1);
    expect(stage.events(Events.MessageCreate)[0]?.type).to.equal(MessageType.GuildBoost);
  });

  it('SB-07 a moderator pins, and a message of the system tells; nobody edits such messages', () => {
    const message = stage.ada.say(stage.text, 'Rules');
    expect(refusalOf(() => stage.ada.pin(message))).to.equal('50013');
    stage.quiet();
    stage.handle.owner.pin(message);
    expect(stage.events(Events.MessageCreate)[0]?.type).to.equal(MessageType.ChannelPinnedMessage);
    const notice = [...stage.text.messages.values()].at(-1);
    expect(refusalOf(() => notice && stage.handle.owner.edit(notice, 'x'))).to.equal('50021');
    stage.handle.owner.pin(message, false);
    expect(message.api.pinned).to.equal(false);
  });
});
