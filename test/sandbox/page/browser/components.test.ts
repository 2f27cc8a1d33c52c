import { expect } from 'chai';
import { InteractionResponseType as Answer, type APIInteraction } from 'discord-api-types/v10';
import { PageStage } from '../page-stage.js';
import { everyField, everything, moreFields, ping } from './shown-by-a-bot.js';
import { describeInBrowser, Visit, type SeatParts } from './visit.js';

const v2 = 1 << 15;
const ephemeral = 1 << 6;

describeInBrowser('what a bot shows, in a browser', () => {
  let stage: PageStage;
  let visit: Visit;
  let ada: SeatParts;

  beforeEach(async () => {
    stage = await PageStage.set();
    await stage.startBot(ping);
    visit = await Visit.open(stage.page.address, { as: [stage.ada.id], timeline: false, tour: false });
    ada = visit.seat('Ada');
    await ada.channel('chat').click();
  });

  afterEach(() => stage.strike());

  const post = (body: object) => stage.call('POST', `/channels/${stage.chat.id}/messages`, body);
  const idOf = ({ data }: APIInteraction) => (data as { custom_id?: string }).custom_id;
  const update = (interaction: APIInteraction) => stage.answer(interaction, { type: Answer.DeferredMessageUpdate });

  /** The bot hears of a control, and leaves the message as it is. */
  async function heard(): Promise<unknown> {
    const interaction = await stage.interaction();
    await update(interaction);
    return { id: idOf(interaction), values: (interaction.data as { values?: unknown }).values };
  }

  it('SB-20 buttons of every style, a link, and one that is off', async () => {
    await post({ content: 'Buttons', components: [everything.buttons] });
    const buttons = ada.message('Buttons').locator('.action-row');
    for (const name of ['Primary', 'Secondary', 'Success', 'Danger']) {
      await buttons.getByRole('button', { name }).click();
      expect(await heard()).to.include({ id: name.toLowerCase() });
    }
    const link = ada.message('More below').getByRole('link', { name: 'Link' });
    await post({ content: 'More below', components: [everything.moreButtons] });
    expect(await link.getAttribute('href')).to.equal('https://example.com/');
    expect(await ada.button('Off').isDisabled()).to.equal(true);
  });

  it('SB-20 selects of all five kinds, with one choice and with several', async () => {
    await post({ content: 'Selects', components: everything.selects });
    const choose = async (label: string, ...options: string[]) => {
      await ada.root.getByRole('combobox', { name: label }).click();
      for (const option of options) await ada.root.getByRole('option', { name: option }).first().click();
      if (options.length > 1) await ada.button('Choose').click();
      return heard();
    };
    expect(await choose('A word', 'Two')).to.deep.equal({ id: 'word', values: ['2'] });
    expect(await choose('People', 'Ada', 'Ben')).to.deep.equal({ id: 'people', values: [stage.ada.id, stage.ben.id] });
    expect(await choose('A role', '@everyone')).to.deep.equal({ id: 'role', values: [stage.guild.id] });
    expect(await choose('Anybody', 'Ben')).to.deep.equal({ id: 'anybody', values: [stage.ben.id] });
    expect(await choose('A place', 'Lounge')).to.deep.equal({ id: 'place', values: [stage.room.id] });
  });

  it('SB-20 texts, sections, containers, separators, pictures and files', async () => {
    await post({ flags: v2, components: everything.layout });
    // Where the pictures are there is nothing: what they show is said in their place.
    visit.forgiveFaults();
    const message = ada.message('Big words');
    await message.getByRole('heading', { name: 'Big words' }).waitFor();
    expect(await message.locator('strong').filter({ hasText: 'Bold' }).count()).to.equal(1);
    await message.getByRole('button', { name: 'Beside' }).click();
    expect(await heard()).to.include({ id: 'beside' });
    await message.getByRole('img', { name: 'A small picture' }).waitFor();
    await message.getByRole('img', { name: 'First of two' }).waitFor();
    await message.getByRole('button', { name: /Spoiler: show this picture/ }).click();
    await message.getByRole('img', { name: 'Second of two' }).waitFor();
    expect(await message.locator('hr').count()).to.equal(2);
    expect(await message.locator('.container').getAttribute('style')).to.include('#336699');
  });

  it('SB-20 embeds, reactions, and texts with mentions and times', async () => {
    const text = `Hello <@${stage.ben.id}>, see <#${stage.room.id}> <t:0:D> \`code\``;
    const sent = (await post({ content: text, embeds: [everything.embed] })) as { id: string };
    const message = ada.message('Hello');
    await message.getByText('@Ben').waitFor();
    await message.getByText('Lounge').waitFor();
    expect(await message.locator('time').filter({ hasText: '1970' }).count()).to.equal(1);
    for (const part of ['Of an embed', 'Its text', 'A field', 'Its value', 'Its foot'])
      await message.getByText(part).waitFor();
    await message.hover();
    await ada.button('Add a reaction').last().click();
    await ada.button('party').click();
    await ada
      .button(/party|🎉/)
      .last()
      .waitFor();
    const { reactions } = stage.sandbox.world.channel(stage.chat.id).messages.get(sent.id) ?? { reactions: undefined };
    expect(JSON.stringify([...(reactions?.keys?.() ?? Object.keys(reactions ?? {}))])).to.include('🎉');
  });

  it('SB-20 a slash command with options, a suggestion of the bot, and an answer for one’s own eyes', async () => {
    await ada.composer.fill('/pi');
    await ada.root.getByRole('option', { name: /ping/ }).waitFor();
    await ada.root.getByText('Answers pong').waitFor();
    await ada.composer.press('Enter');
    const suggested = ada.root.getByRole('combobox', { name: 'word' });
    await suggested.fill('po');
    let asked = await stage.interaction();
    const typed = (one: APIInteraction) => JSON.stringify(one.data).includes('"value":"po"');
    const choices = [{ name: 'Pong!', value: 'pong' }];
    const offer = (one: APIInteraction) =>
      stage.answer(one, { type: Answer.ApplicationCommandAutocompleteResult, data: { choices } });
    if (!typed(asked)) {
      await offer(asked);
      asked = await stage.interaction();
    }
    await offer(asked);
    await ada.root.getByRole('option', { name: 'Pong!' }).click();
    await ada.button('Add the option times').click();
    await ada.root.getByRole('textbox', { name: 'times' }).fill('many');
    await ada.button(/^Send$/).click();
    await ada.root.getByText('Enter a whole number.').waitFor();
    await ada.root.getByRole('textbox', { name: 'times' }).fill('3');
    await ada.button(/^Send$/).click();
    const command = await stage.interaction();
    expect((command.data as { options: object[] }).options).to.deep.include({ name: 'times', type: 4, value: 3 });
    await stage.answer(command, { type: Answer.ChannelMessageWithSource, data: { content: 'Pong', flags: ephemeral } });
    await ada.message('Pong').getByText('Only you can see this.').waitFor();
    await ada.button('Dismiss this message').click();
    await ada.message('Pong').waitFor({ state: 'detached' });
  });

  it('SB-20 forms with every kind of field', async () => {
    await post({ content: 'Forms', components: [everything.buttons] });
    const { dialog } = ada;
    const opens = async (form: { readonly title: string }) => {
      await ada.button('Primary').click();
      await stage.answer(await stage.interaction(), { type: Answer.Modal, data: form });
      await dialog.getByRole('heading', { name: form.title }).waitFor();
    };
    const sent = async () => {
      await dialog.getByRole('button', { name: 'Submit' }).click();
      const interaction = await stage.interaction();
      await update(interaction);
      await dialog.waitFor({ state: 'detached' });
      return JSON.stringify(interaction.data);
    };
    const pick = async (label: string, option: string) => {
      await dialog.getByRole('combobox', { name: label }).click();
      await dialog.getByRole('option', { name: option }).first().click();
    };
    await opens(everyField);
    await dialog.getByRole('button', { name: 'Submit' }).click();
    await dialog.locator('.field .required').filter({ hasText: /\w/ }).first().waitFor();
    await dialog.getByRole('textbox', { name: 'A line' }).fill('One line');
    await dialog.getByRole('textbox', { name: 'A paragraph' }).fill('Two\nlines');
    await pick('A word', 'Two');
    await pick('A member', 'Ben');
    await pick('A place', 'Lounge');
    const first = await sent();
    for (const value of ['One line', String.raw`Two\nlines`, '"2"', stage.ben.id, stage.room.id])
      expect(first).to.include(value);
    await opens(moreFields);
    await dialog.getByRole('radio', { name: 'Red' }).check();
    await dialog.getByRole('checkbox', { name: 'Tea' }).check();
    await dialog.getByRole('checkbox', { name: 'Agreed' }).check();
    const file = { name: 'note.txt', mimeType: 'text/plain', buffer: Buffer.from('Hi') };
    await dialog.locator('input[type=file]').setInputFiles(file);
    await pick('Somebody', '@everyone');
    const second = await sent();
    for (const value of ['"red"', '"tea"', 'true', 'note.txt', stage.guild.id]) expect(second).to.include(value);
  });

  it('SB-20 what Discord refuses is shown where it was done, with its code and its words', async () => {
    await ada.say('x'.repeat(2001));
    await ada.refusal.getByText('(50035)').waitFor();
    await ada.root.locator('.composer').getByText('Must be 2000 or fewer in length').waitFor();
    expect(await ada.composer.inputValue()).to.have.lengthOf(2001);
    stage.guild.owner.editChannel(stage.room, { userLimit: 1 });
    stage.ben.join(stage.room);
    await ada.channel('Lounge').click();
    await ada.root.locator('.channels').getByText('It is full.').waitFor();
  });

  it('SB-20 a bot that does not answer is said to have failed', async () => {
    await post({ content: 'Silent', components: [everything.buttons] });
    await ada.button('Primary').click();
    await stage.interaction();
    await ada.message('Silent').getByText('The application did not respond').waitFor();
  });
});
