import { expect } from 'chai';
import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType as CommandType,
  ComponentType,
  InteractionResponseType as Answer,
  MessageFlags,
} from 'discord-api-types/v10';
import { ManualClock } from '../../../sandbox/clock.js';
import { button, hub, ping } from '../interactions/stage.js';
import type { Browser } from './browser.js';
import { PageStage } from './page-stage.js';

const suggest = {
  name: 'find',
  description: 'Finds something',
  options: [{ type: OptionType.String, name: 'what', description: 'What', autocomplete: true, required: true }],
};
const commands = [
  ping,
  hub,
  suggest,
  { name: 'secret', description: 'For admins', default_member_permissions: '0' },
  { name: 'Greet', type: CommandType.User },
  { name: 'Quote', type: CommandType.Message },
];
const row = (...components: object[]): object => ({ type: ComponentType.ActionRow, components });
const say = (data: object): object => ({ type: Answer.ChannelMessageWithSource, data });

describe('what people do with the bot on the page', () => {
  let stage: PageStage;
  let browser: Browser;
  let channel: string;

  beforeEach(async () => {
    stage = await PageStage.set();
    await stage.startBot(...commands);
    browser = await stage.open();
    await browser.sit('ada', stage.ada.id);
    await browser.sit('ben', stage.ben.id);
    channel = stage.chat.id;
  });

  afterEach(() => stage.strike());

  /** Ada uses /ping, which the bot answers like this. */
  async function pinged(data: object) {
    const used = browser.do({ kind: 'slash', seat: 'ada', channel, line: 'ping', options: {} });
    await stage.answer(await stage.interaction(), say(data));
    return used;
  }

  const messages = (seat: string) => browser.seat(seat).messages;

  it('SB-20 offers the commands that the member may use, subcommands flat, with their options', () => {
    const { commands: offered } = browser.seat('ada');
    expect(offered.map(({ kind, line }) => `${kind} ${line}`)).to.deep.equal([
      'slash find',
      'user Greet',
      'slash hub enable',
      'slash hub guests add',
      'slash ping',
      'message Quote',
    ]);
    expect(offered.find(({ line }) => line === 'hub enable')?.options).to.deep.include({
      name: 'user_limit',
      description: 'How many',
      type: OptionType.Integer,
      required: false,
      autocomplete: false,
      choices: [],
      min: 0,
      max: 99,
      channelTypes: [],
    });
  });

  it('SB-20 offers a moderator more', async () => {
    await browser.sit('olga', stage.guild.record.ownerId);
    expect(browser.seat('olga').commands.map(({ line }) => line)).to.include('secret');
    const used = { kind: 'slash', seat: 'ada', channel, line: 'secret', options: {} } as const;
    expect(await browser.refusal(used)).to.include({ code: 'notAllowed' });
  });

  it('SB-20 a command waits, and its answer says who used what', async () => {
    const used = browser.do({ kind: 'slash', seat: 'ada', channel, line: 'ping', options: {} });
    await browser.until(() => browser.seat('ada').pending.length === 1, 'the command to wait');
    expect(browser.seat('ada').pending[0]).to.include({ kind: 'command', label: 'ping', channel, state: 'waiting' });
    expect(browser.seat('ben').pending).to.deep.equal([]);
    await stage.answer(await stage.interaction(), say({ content: 'Pong' }));
    expect(await used).to.deep.equal({ answer: 'message' });
    expect(browser.seat('ada').pending).to.deep.equal([]);
    expect(messages('ben')[0]?.command).to.deep.equal({ user: stage.ada.id, userName: 'Ada', name: 'ping' });
    expect(messages('ben')[0]?.author).to.include({ bot: true });
  });

  it('SB-20 takes options of every type, users and channels by id', async () => {
    const options = { voice_channel: stage.room.id, user_limit: 5, style: 'plain', private: true };
    const used = browser.do({ kind: 'slash', seat: 'ada', channel, line: 'hub enable', options });
    const received = await stage.interaction();
    expect(JSON.stringify(received.data)).to.include(`"value":"${stage.room.id}"`).and.to.include('"value":true');
    await stage.answer(received, say({ content: 'Done' }));
    await used;
    const add = {
      kind: 'slash',
      seat: 'ada',
      channel,
      line: 'hub guests add',
      options: { who: stage.ben.id },
    } as const;
    const added = browser.do(add);
    await stage.answer(await stage.interaction(), say({ content: 'Done' }));
    await added;
    expect(messages('ben').at(-1)?.command?.name).to.equal('hub guests add');
  });

  it('SB-20 refuses what the client would not send, with the reason', async () => {
    const enable = { kind: 'slash', seat: 'ada', channel, line: 'hub enable' } as const;
    expect(await browser.refusal({ ...enable, options: {} })).to.include({ code: 'missingOption' });
    const options = { voice_channel: stage.room.id, user_limit: 100 };
    expect(await browser.refusal({ ...enable, options })).to.include({ code: 'badValue' });
    expect(await browser.refusal({ ...enable, line: 'nothing', options: {} })).to.include({ code: 'unknownCommand' });
  });

  it('SB-20 asks the bot what to offer while somebody types an option', async () => {
    const asked = browser.do({
      kind: 'autocomplete',
      seat: 'ada',
      channel,
      line: 'find',
      option: 'what',
      typed: 'ap',
      options: {},
    });
    const choices = [{ name: 'Apple', value: 'apple' }];
    const received = await stage.interaction();
    await stage.answer(received, { type: Answer.ApplicationCommandAutocompleteResult, data: { choices } });
    expect(await asked).to.deep.equal({ answer: 'choices', choices });
    expect(browser.seat('ada').pending).to.deep.equal([]);
  });

  it('SB-20 shows a private answer to its member only, who can dismiss it', async () => {
    await pinged({ content: 'Psst', flags: MessageFlags.Ephemeral });
    expect(messages('ada')[0]).to.include({ content: 'Psst', ephemeral: true, canDelete: false });
    expect(messages('ben')).to.deep.equal([]);
    await browser.do({ kind: 'dismiss', seat: 'ada', channel, message: messages('ada')[0]?.id ?? '' });
    expect(messages('ada')).to.deep.equal([]);
  });

  it('SB-20 shows components of the second version as they are, and an excerpt of them above a reply', async () => {
    const components = [{ type: ComponentType.TextDisplay, content: '## Room\nYours' }];
    await pinged({ components, flags: MessageFlags.IsComponentsV2 });
    const [panel] = messages('ben');
    expect(panel?.components[0]).to.include(components[0]);
    await browser.do({ kind: 'reply', seat: 'ben', channel, message: panel?.id ?? '', text: 'Nice' });
    expect(messages('ada')[1]?.reply).to.include({ excerpt: '## Room', gone: false });
  });

  it('SB-20 a button waits, updates its message, and fails when the bot does not answer', async () => {
    await pinged({ content: 'Panel', components: [row(button('hub:press'))] });
    const message = messages('ada')[0]?.id ?? '';
    const click = { kind: 'click', seat: 'ben', channel, message, customId: 'hub:press' } as const;
    const clicked = browser.do(click);
    await browser.until(() => browser.seat('ben').pending.length === 1, 'the button to wait');
    expect(browser.seat('ben').pending[0]).to.include({ kind: 'component', message, customId: 'hub:press' });
    await stage.answer(await stage.interaction(), { type: Answer.UpdateMessage, data: { content: 'Pressed' } });
    expect(await clicked).to.deep.equal({ answer: 'update' });
    expect(messages('ada')[0]?.content).to.equal('Pressed');
    expect(await browser.refusal({ ...click, customId: 'other' })).to.include({ code: 'unknownComponent' });
  });

  it('SB-20 every kind of select takes its values, and refuses others', async () => {
    const select = (type: ComponentType, more: object = {}) => row({ type, custom_id: `select${type}`, ...more });
    const { StringSelect, UserSelect, RoleSelect, MentionableSelect, ChannelSelect } = ComponentType;
    const options = [{ label: 'Red', value: 'red' }];
    const entities = [UserSelect, RoleSelect, MentionableSelect, ChannelSelect].map((type) => select(type));
    await pinged({ content: 'Choose', components: [select(StringSelect, { options }), ...entities] });
    const message = messages('ada')[0]?.id ?? '';
    const values = new Map<ComponentType, string>([
      [StringSelect, 'red'],
      [UserSelect, stage.ben.id],
      [RoleSelect, stage.guild.id],
      [MentionableSelect, stage.ben.id],
      [ChannelSelect, stage.room.id],
    ]);
    for (const [type, value] of values) {
      const choose = { kind: 'choose', seat: 'ada', channel, message, customId: `select${type}` } as const;
      const chosen = browser.do({ ...choose, values: [value] });
      const received = await stage.interaction();
      expect(received.data).to.deep.include({ component_type: type, values: [value] });
      await stage.answer(received, { type: Answer.DeferredMessageUpdate });
      expect(await chosen).to.deep.equal({ answer: 'update' });
      expect(await browser.refusal({ ...choose, values: ['1'] }), String(type)).to.include({ code: 'badValue' });
    }
  });

  it('SB-20 a form opens for its member, is sent, stays when that fails, and can be closed', async () => {
    const field = { type: ComponentType.TextInput, custom_id: 'name', style: 1, required: true, max_length: 10 };
    const data = { custom_id: 'rename', title: 'Rename', components: [{ type: 18, label: 'Name', component: field }] };
    const used = browser.do({ kind: 'slash', seat: 'ada', channel, line: 'ping', options: {} });
    await stage.answer(await stage.interaction(), { type: Answer.Modal, data });
    expect(await used).to.deep.equal({ answer: 'modal' });
    const [modal] = browser.seat('ada').modals;
    expect(modal?.form).to.include({ title: 'Rename' });
    expect(modal?.state).to.equal('open');
    expect(browser.seat('ben').modals).to.deep.equal([]);
    const submit = { kind: 'submit', seat: 'ada', modal: modal?.id ?? '' } as const;
    expect(await browser.refusal({ ...submit, fields: { name: 'x'.repeat(11) } })).to.include({ code: 'badValue' });
    expect(browser.seat('ada').modals).to.have.lengthOf(1);
    const sent = browser.do({ ...submit, fields: { name: 'Den' } });
    await stage.answer(await stage.interaction(), say({ content: 'Renamed' }));
    await sent;
    expect(browser.seat('ada').modals).to.deep.equal([]);
    expect(await browser.refusal({ ...submit, fields: { name: 'Den' } })).to.include({ code: 'page' });
  });

  it('SB-20 a form that is closed is gone', async () => {
    const components = [row({ type: ComponentType.TextInput, custom_id: 'name', style: 1, label: 'Name' })];
    const used = browser.do({ kind: 'slash', seat: 'ada', channel, line: 'ping', options: {} });
    const data = { custom_id: 'rename', title: 'Rename', components };
    await stage.answer(await stage.interaction(), { type: Answer.Modal, data });
    await used;
    await browser.do({ kind: 'dismissModal', seat: 'ada', modal: browser.seat('ada').modals[0]?.id ?? '' });
    expect(browser.seat('ada').modals).to.deep.equal([]);
  });

  it('SB-20 commands of the menus of a user and of a message', async () => {
    const { id: message = '' } = await browser.do({ kind: 'say', seat: 'ben', channel, text: 'Wise words' });
    const greeted = browser.do({ kind: 'userCommand', seat: 'ada', channel, line: 'Greet', user: stage.ben.id });
    await stage.answer(await stage.interaction(), { type: Answer.DeferredChannelMessageWithSource });
    expect(await greeted).to.deep.equal({ answer: 'thinking' });
    expect(messages('ben').at(-1)?.loading).to.equal(true);
    const quoted = browser.do({ kind: 'messageCommand', seat: 'ada', channel, line: 'Quote', message });
    await stage.answer(await stage.interaction(), say({ content: 'Noted' }));
    expect(await quoted).to.deep.equal({ answer: 'message' });
  });

  it('SB-20 shows direct messages of the bot', async () => {
    const direct = (await stage.call('POST', '/users/@me/channels', { recipient_id: stage.ada.id })) as { id: string };
    await stage.call('POST', `/channels/${direct.id}/messages`, { content: 'Hello in private' });
    await browser.until(() => browser.seat('ada').direct.length === 1, 'the direct message');
    await browser.sit('ada', stage.ada.id, { channel: direct.id });
    expect(messages('ada')[0]?.content).to.equal('Hello in private');
    expect(browser.seat('ben').direct).to.deep.equal([]);
    await browser.sit('ben', stage.ben.id, { channel: direct.id });
    expect(browser.seat('ben').open?.channel).to.equal(channel);
  });
});

describe('a bot that does not answer', () => {
  it('SB-20 has the failure told where somebody acted, and shown for a while', async () => {
    const clock = new ManualClock();
    const stage = await PageStage.set({}, { clock });
    try {
      await stage.startBot(ping);
      const browser = await stage.open();
      await browser.sit('ada', stage.ada.id);
      const used = browser.refusal({ kind: 'slash', seat: 'ada', channel: stage.chat.id, line: 'ping', options: {} });
      await stage.interaction();
      await clock.advance(3000);
      expect(await used).to.deep.equal({ code: 'interactionFailed', message: 'The application did not respond' });
      expect(browser.seat('ada').pending[0]?.state).to.equal('failed');
      await clock.advance(15_000);
      await browser.until(() => browser.seat('ada').pending.length === 0, 'the failure to be gone');
    } finally {
      await stage.strike();
    }
  });
});
