import { expect } from 'chai';
import {
  ChannelType,
  ComponentType,
  InteractionResponseType as Answer,
  InteractionType,
  MessageFlags,
  PermissionFlagsBits as Bits,
} from 'discord-api-types/v10';
import { refusalOf } from '../scene.js';
import { button, clientRefusal, ping, Stage } from './stage.js';

const colours = {
  type: ComponentType.StringSelect,
  custom_id: 'colours',
  min_values: 1,
  max_values: 2,
  options: ['red', 'green', 'blue'].map((value) => ({ label: value, value })),
};
const select = (type: ComponentType, more: object = {}) => ({ type, custom_id: 'pick', ...more });

describe('components', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
  });

  it('SB-07 a click reaches the bot with the message', async () => {
    const panel = await stage.panel(button('a'));
    const handle = await stage.ben.click(panel, 'a');
    expect(stage.received).to.deep.include({
      id: handle.id,
      type: InteractionType.MessageComponent,
      data: { custom_id: 'a', component_type: ComponentType.Button },
      message: panel.api,
    });
    expect(stage.received.member?.user.id).to.equal(stage.ben.id);
  });

  it('SB-07 an update changes the message of the component, and is its original', async () => {
    const panel = await stage.panel(button('a'));
    const handle = await stage.ben.click(panel, 'a');
    stage.answer(handle, { type: Answer.UpdateMessage, data: { content: 'Pressed' } });
    expect(panel.api.content).to.equal('Pressed');
    expect(handle.original).to.equal(panel);
    expect(handle.replies).to.deep.equal([]);
    stage.webhook(handle, 'PATCH messages/@original', { content: 'Again' });
    expect(panel.api.content).to.equal('Again');
  });

  it('SB-07 after a deferred update a follow-up is a message of its own', async () => {
    const panel = await stage.panel(button('a'));
    const handle = await stage.ben.click(panel, 'a');
    stage.answer(handle, { type: Answer.DeferredMessageUpdate });
    stage.webhook(handle, 'POST', { content: 'psst', flags: MessageFlags.Ephemeral });
    expect(panel.api.content).to.equal('Panel');
    expect(handle.replies.map(({ ephemeralFor }) => ephemeralFor)).to.deep.equal([stage.ben.id]);
  });

  it('SB-03 an update of a message that was deleted in the meantime is refused', async () => {
    const panel = await stage.panel(button('a'));
    const handle = await stage.ben.click(panel, 'a');
    stage.call(`DELETE /channels/${panel.api.channel_id}/messages/${panel.api.id}`);
    expect(refusalOf(() => stage.answer(handle, { type: Answer.UpdateMessage, data: { content: 'x' } }))).to.equal(
      '10008',
    );
  });

  it('SB-07 components in containers and sections are found', async () => {
    stage.register(ping);
    const asked = await stage.ada.slash('ping');
    const section = {
      type: ComponentType.Section,
      components: [{ type: ComponentType.TextDisplay, content: 'Text' }],
      accessory: button('deep'),
    };
    stage.reply(asked, {
      flags: MessageFlags.IsComponentsV2,
      components: [{ type: ComponentType.Container, components: [section] }],
    });
    const [panel] = asked.replies;
    if (!panel) throw new Error('No reply');
    await stage.ada.click(panel, 'deep');
    expect(stage.received.data).to.include({ custom_id: 'deep' });
  });

  it('SB-07 chosen options reach the bot', async () => {
    const panel = await stage.panel(colours);
    await stage.ben.select(panel, 'colours', ['red', 'blue']);
    expect(stage.received.data).to.deep.equal({
      custom_id: 'colours',
      component_type: ComponentType.StringSelect,
      values: ['red', 'blue'],
    });
  });

  it('SB-07 chosen users, roles and channels are resolved', async () => {
    const users = await stage.panel(select(ComponentType.UserSelect));
    await stage.ada.select(users, 'pick', [stage.ben]);
    expect(stage.received.data).to.have.nested.property(`resolved.members.${stage.ben.id}.permissions`);
    const role = stage.handle.addRole({ name: 'Friends' });
    const roles = await stage.panel(select(ComponentType.RoleSelect));
    await stage.ada.select(roles, 'pick', [role]);
    expect(stage.received.data).to.have.nested.property(`resolved.roles.${role.id}.name`, 'Friends');
    const channels = await stage.panel(select(ComponentType.ChannelSelect));
    await stage.ada.select(channels, 'pick', [stage.room]);
    expect(stage.received.data).to.have.nested.property(`resolved.channels.${stage.room.id}.name`, 'Room');
    const either = await stage.panel(select(ComponentType.MentionableSelect, { max_values: 2 }));
    await stage.ada.select(either, 'pick', [stage.ben, role]);
    expect(stage.received.data).to.deep.include({ values: [stage.ben.id, role.id] });
  });

  const refused: Record<
    string,
    [string, object, (stage: Stage, panel: Awaited<ReturnType<Stage['panel']>>) => Promise<unknown>]
  > = {
    'a component that the message has not': [
      'unknownComponent',
      button('a'),
      ({ ben }, panel) => ben.click(panel, 'b'),
    ],
    'a disabled button': ['disabled', button('a', { disabled: true }), ({ ben }, panel) => ben.click(panel, 'a')],
    'a click on a select menu': ['unknownComponent', colours, ({ ben }, panel) => ben.click(panel, 'colours')],
    'a choice in a button': ['unknownComponent', button('a'), ({ ben }, panel) => ben.select(panel, 'a', ['red'])],
    'a value that is no option': ['badValue', colours, ({ ben }, panel) => ben.select(panel, 'colours', ['pink'])],
    'too few values': ['badValue', colours, ({ ben }, panel) => ben.select(panel, 'colours', [])],
    'too many values': [
      'badValue',
      colours,
      ({ ben }, panel) => ben.select(panel, 'colours', ['red', 'green', 'blue']),
    ],
    'one value twice': ['badValue', colours, ({ ben }, panel) => ben.select(panel, 'colours', ['red', 'red'])],
    'a channel of another type': [
      'badValue',
      select(ComponentType.ChannelSelect, { channel_types: [ChannelType.GuildVoice] }),
      ({ ben, text }, panel) => ben.select(panel, 'pick', [text]),
    ],
  };
  for (const [what, [refusal, component, act]] of Object.entries(refused)) {
    it(`SB-07 ${what} does not leave the client`, async () => {
      const panel = await stage.panel(component);
      stage.quiet();
      expect(await clientRefusal(act(stage, panel))).to.equal(refusal);
      expect(stage.heard).to.deep.equal([]);
    });
  }

  it('SB-03 nobody but who asked uses the components of an ephemeral reply', async () => {
    stage.register(ping);
    const asked = await stage.ada.slash('ping');
    const components = [{ type: ComponentType.ActionRow, components: [button('a')] }];
    stage.reply(asked, { content: 'psst', flags: MessageFlags.Ephemeral, components });
    const [reply] = asked.replies;
    if (!reply) throw new Error('No reply');
    expect(await clientRefusal(stage.ben.click(reply, 'a'))).to.equal('cannotSee');
    expect(await clientRefusal(stage.ada.click(reply, 'a'))).to.equal('not refused');
  });

  it('SB-03 nobody uses the components of a channel that he cannot see', async () => {
    const panel = await stage.panel(button('a'));
    stage.handle.owner.setOverwrite(stage.text, stage.ben, { deny: Bits.ViewChannel });
    expect(await clientRefusal(stage.ben.click(panel, 'a'))).to.equal('cannotSee');
  });

  it('SB-07 forged custom ids and replays of what is gone reach the bot when forced', async () => {
    const panel = await stage.panel(button('a', { disabled: true }));
    await stage.ben.click(panel, 'forged', { force: true });
    expect(stage.received.data).to.include({ custom_id: 'forged' });
    await stage.ben.click(panel, 'a', { force: true });
    expect(stage.received.data).to.include({ custom_id: 'a' });
    stage.call(`DELETE /channels/${panel.api.channel_id}/messages/${panel.api.id}`);
    expect(await clientRefusal(stage.ben.click(panel, 'a'))).to.equal('messageGone');
    await stage.ben.select(panel, 'stale', ['x'], { force: true });
    expect(stage.received.data).to.deep.include({ custom_id: 'stale', values: ['x'] });
  });
});
