import { expect } from 'chai';
import {
  ComponentType,
  InteractionResponseType as Answer,
  InteractionType,
  TextInputStyle,
} from 'discord-api-types/v10';
import type { InteractionHandle } from '../../../sandbox/people/interaction-handle.js';
import type { FieldInput } from '../../../sandbox/store/modal-input.js';
import type { ModalRecord } from '../../../sandbox/store/interaction-record.js';
import { refusalOf } from '../scene.js';
import { button, clientRefusal, ping, Stage } from './stage.js';

const text = (customId: string, more: object = {}) => ({
  type: ComponentType.TextInput,
  custom_id: customId,
  style: TextInputStyle.Short,
  ...more,
});
const label = (component: object) => ({ type: ComponentType.Label, label: 'Field', component });
const options = ['red', 'green'].map((value) => ({ label: value, value }));

describe('modals', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = new Stage();
    stage.register(ping);
  });

  async function open(handle: InteractionHandle, ...components: object[]): Promise<ModalRecord> {
    stage.answer(handle, { type: Answer.Modal, data: { custom_id: 'rename', title: 'Rename', components } });
    const { modal } = await handle.response();
    if (!modal) throw new Error('No modal was opened');
    return modal;
  }

  const opened = async (...components: object[]) => open(await stage.ada.slash('ping'), ...components);

  it('SB-07 what is entered into labels and old rows reaches the bot', async () => {
    const row = { type: ComponentType.ActionRow, components: [text('old', { label: 'Old' })] };
    const modal = await opened(label(text('name')), row, { type: ComponentType.TextDisplay, content: 'Hint' });
    await stage.ada.submit(modal, { name: 'Den', old: 'way' });
    expect(stage.received.type).to.equal(InteractionType.ModalSubmit);
    expect(stage.received.data).to.deep.equal({
      custom_id: 'rename',
      components: [
        {
          type: ComponentType.Label,
          id: 1,
          component: { type: ComponentType.TextInput, id: 2, custom_id: 'name', value: 'Den' },
        },
        {
          type: ComponentType.ActionRow,
          id: 3,
          components: [{ type: ComponentType.TextInput, id: 4, custom_id: 'old', value: 'way' }],
        },
        { type: ComponentType.TextDisplay, id: 5 },
      ],
    });
  });

  it('SB-07 what was filled in already stays when it is not changed', async () => {
    const modal = await opened(label(text('name', { value: 'Den' })));
    await stage.ada.submit(modal);
    expect(stage.received.data).to.have.nested.property('components[0].component.value', 'Den');
  });

  it('SB-07 selects, radio buttons and checkboxes hold what is chosen, entities resolved', async () => {
    const modal = await opened(
      label({ type: ComponentType.StringSelect, custom_id: 'colour', options }),
      label({ type: ComponentType.UserSelect, custom_id: 'who' }),
      label({ type: ComponentType.RadioGroup, custom_id: 'one', options }),
      label({ type: ComponentType.CheckboxGroup, custom_id: 'some', options }),
      label({ type: ComponentType.Checkbox, custom_id: 'yes' }),
    );
    await stage.ada.submit(modal, {
      colour: ['red'],
      who: [stage.ben],
      one: 'green',
      some: ['red', 'green'],
      yes: true,
    });
    const { components, resolved } = stage.received.data as unknown as {
      components: { component: Record<string, unknown> }[];
      resolved: { users: object };
    };
    expect(components.map(({ component }) => component['values'] ?? component['value'])).to.deep.equal([
      ['red'],
      [stage.ben.id],
      'green',
      ['red', 'green'],
      true,
    ]);
    expect(resolved.users).to.have.property(stage.ben.id);
  });

  const refused: Record<string, [object, Record<string, FieldInput>]> = {
    'an empty required text': [text('name'), {}],
    'a text that is too short': [text('name', { min_length: 3 }), { name: 'ab' }],
    'a text that is too long': [text('name', { max_length: 3 }), { name: 'abcd' }],
    'a tick for a text': [text('name'), { name: true }],
    'nothing chosen where it is required': [{ type: ComponentType.StringSelect, custom_id: 'name', options }, {}],
    'a value that is no option': [{ type: ComponentType.StringSelect, custom_id: 'name', options }, { name: ['pink'] }],
  };
  for (const [what, [component, input]] of Object.entries(refused)) {
    it(`SB-07 ${what} does not leave the client`, async () => {
      const modal = await opened(label(component));
      expect(await clientRefusal(stage.ada.submit(modal, input))).to.equal('badValue');
    });
  }

  it('SB-07 optional fields may stay empty', async () => {
    const modal = await opened(
      label(text('name', { required: false, min_length: 3 })),
      label({ type: ComponentType.StringSelect, custom_id: 'colour', options, required: false }),
    );
    expect(await clientRefusal(stage.ada.submit(modal))).to.equal('not refused');
  });

  it('SB-07 a field that the modal has not is refused', async () => {
    const modal = await opened(label(text('name')));
    expect(await clientRefusal(stage.ada.submit(modal, { nome: 'Den' }))).to.equal('unknownComponent');
  });

  it('SB-07 only who has the modal before him sends it, and once; when that fails it is still open', async () => {
    const modal = await opened(label(text('name')));
    expect(await clientRefusal(stage.ben.submit(modal, { name: 'Den' }))).to.equal('modalClosed');
    await stage.ada.submit(modal, { name: 'Den' });
    expect(await clientRefusal(stage.ada.submit(modal, { name: 'Den' }))).to.equal('modalClosed');
    await stage.clock.advance(3000);
    expect(await clientRefusal(stage.ada.submit(modal, { name: 'Den' }))).to.equal('not refused');
  });

  it('SB-03 a modal does not answer the submission of a modal', async () => {
    const modal = await opened(label(text('name')));
    const handle = await stage.ada.submit(modal, { name: 'Den' });
    const again = { type: Answer.Modal, data: { custom_id: 'a', title: 'b', components: [label(text('name'))] } };
    expect(refusalOf(() => stage.answer(handle, again))).to.equal('50035 type');
  });

  it('SB-03 a submission updates a message only when the modal came from one', async () => {
    const fromCommand = await stage.ada.submit(await opened(label(text('name'))), { name: 'Den' });
    const update = { type: Answer.UpdateMessage, data: { content: 'Den' } };
    expect(refusalOf(() => stage.answer(fromCommand, update))).to.equal('50035 type');
    const panel = await stage.panel(button('a'));
    const modal = await open(await stage.ada.click(panel, 'a'), label(text('name')));
    const fromButton = await stage.ada.submit(modal, { name: 'Den' });
    expect(stage.received.message?.id).to.equal(panel.api.id);
    stage.answer(fromButton, update);
    expect(panel.api.content).to.equal('Den');
  });

  it('SB-03 a reply to a submission tells of the interaction that opened the modal', async () => {
    const opener = await stage.ada.slash('ping');
    const handle = await stage.ada.submit(await open(opener, label(text('name'))), { name: 'Den' });
    stage.reply(handle, { content: 'Done' });
    expect(handle.replies[0]?.api.interaction_metadata).to.have.nested.property(
      'triggering_interaction_metadata.id',
      opener.id,
    );
  });

  it('SB-03 a modal that breaks the rules is refused, and does not count as an answer', async () => {
    const handle = await stage.ada.slash('ping');
    const data = { custom_id: 'a', title: 't'.repeat(46), components: [label(text('name'))] };
    expect(refusalOf(() => stage.answer(handle, { type: Answer.Modal, data }))).to.match(/^50035 (data )?title$/);
    expect(handle.acknowledged).to.equal(false);
  });
});
