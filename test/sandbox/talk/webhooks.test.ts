import { expect } from 'chai';
import { GatewayDispatchEvents as Events, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { Stage } from '../interactions/stage.js';
import { refusalOf } from '../scene.js';

describe('webhooks of channels', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.quiet();
  });

  const make = (name = 'News') => stage.handle.owner.createWebhook(stage.text, name);

  it('SB-07 what a webhook says has its id, an author who is no member, and no member beside it', () => {
    const webhook = make();
    webhook.say('Fresh');
    webhook.say('As another', 'Pat');
    expect(stage.heard).to.deep.equal(['WEBHOOKS_UPDATE', 'MESSAGE_CREATE', 'MESSAGE_CREATE']);
    const [first, second] = stage.events(Events.MessageCreate);
    expect(first).to.include({ content: 'Fresh', webhook_id: webhook.record.id }).and.not.have.property('member');
    expect(first).not.to.have.property('application_id');
    expect(first?.author).to.include({ id: webhook.record.id, username: 'News', bot: true, discriminator: '0000' });
    expect(second?.author.username).to.equal('Pat');
  });

  it('SB-03 to make and to delete one needs Manage Webhooks, and a channel has 15', () => {
    expect(refusalOf(() => stage.ada.createWebhook(stage.text, 'Mine'))).to.equal('50013');
    const webhook = make();
    expect(refusalOf(() => stage.ada.deleteWebhook(webhook))).to.equal('50013');
    for (let count = 1; count < 15; count++) make();
    expect(refusalOf(() => make())).to.equal('30007');
    stage.handle.owner.deleteWebhook(webhook);
    expect(refusalOf(() => make())).to.equal('not refused');
    expect(refusalOf(() => webhook.say('Late'))).to.equal('10015');
    const role = stage.handle.addRole({ name: 'Hooks', permissions: Bits.ManageWebhooks });
    stage.handle.owner.giveRole(stage.ada, role);
    expect(refusalOf(() => stage.ada.createWebhook(stage.room, 'Room'))).to.equal('not refused');
  });

  it('SB-03 a webhook goes with its channel', () => {
    const webhook = make();
    stage.handle.owner.deleteChannel(stage.text);
    expect(stage.guild.webhooks.size).to.equal(0);
    expect(refusalOf(() => webhook.say('Gone'))).to.equal('10015');
  });
});
