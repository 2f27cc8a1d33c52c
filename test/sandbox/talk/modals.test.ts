import { expect } from 'chai';
import {
  ComponentType as Type,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { checkModal } from '../../../sandbox/store/components.js';
import { refusalOf } from '../scene.js';

const input = (customId = 'name', more: object = {}) => ({
  type: Type.TextInput,
  custom_id: customId,
  style: TextInputStyle.Short,
  ...more,
});
const label = (component: object = input(), more: object = {}) => ({
  type: Type.Label,
  label: 'Name',
  component,
  ...more,
});
const oldRow = (customId: string) => ({
  type: Type.ActionRow,
  components: [input(customId, { label: 'Name' })],
});

function refusal(modal: object): string {
  const whole = { custom_id: 'modal', title: 'Title', components: [label()], ...modal };
  return refusalOf(() => checkModal(whole as unknown as APIModalInteractionResponseCallbackData));
}

function fault(...components: object[]): string {
  return refusal({ components }).replace('50035 data components ', '');
}

describe('modals', () => {
  it('SB-03 the title has 1 to 45 characters, the custom id 1 to 100', () => {
    expect(refusal({})).to.equal('not refused');
    expect(refusal({ title: '' })).to.equal('50035 data title');
    expect(refusal({ title: 'a'.repeat(46) })).to.equal('50035 data title');
    expect(refusal({ custom_id: 'a'.repeat(101) })).to.equal('50035 data custom_id');
  });

  it('SB-03 a modal has one to five labels, texts or old rows, and nothing else', () => {
    const labels = (count: number) => Array.from({ length: count }, (_, index) => label(input(`i${index}`)));
    expect(refusal({ components: labels(5) })).to.equal('not refused');
    expect(refusal({ components: labels(6) })).to.equal('50035 data components');
    expect(refusal({ components: [] })).to.equal('50035 data components');
    expect(fault(oldRow('a'), { type: Type.TextDisplay, content: 'x' })).to.equal('not refused');
    expect(fault({ type: Type.Container, components: [] })).to.equal('0 type');
    expect(fault(input())).to.equal('0 type');
  });

  it('SB-03 an old row has one text input with a label of its own', () => {
    expect(fault({ type: Type.ActionRow, components: [input('a')] })).to.equal('0 components 0 label');
    const two = [input('a', { label: 'A' }), input('b', { label: 'B' })];
    expect(fault({ type: Type.ActionRow, components: two })).to.equal('0 components');
    const select = { type: Type.UserSelect, custom_id: 'u' };
    expect(fault({ type: Type.ActionRow, components: [select] })).to.equal('0 components 0 type');
  });

  it('SB-03 a label has 1 to 45 characters, a description of up to 100, and one input', () => {
    expect(fault(label(input(), { label: '' }))).to.equal('0 label');
    expect(fault(label(input(), { label: 'a'.repeat(46) }))).to.equal('0 label');
    expect(fault(label(input(), { description: 'a'.repeat(101) }))).to.equal('0 description');
    expect(fault({ type: Type.Label, label: 'x' })).to.equal('0 component');
    expect(fault(label({ type: Type.Button, custom_id: 'b' }))).to.equal('0 component type');
    expect(fault(label(input('a', { label: 'A' })))).to.equal('0 component label');
  });

  it('SB-03 every input has a custom id of its own', () => {
    expect(fault(label(input('a')), label(input('a')))).to.equal('1 component custom_id');
    expect(fault(label(input('')))).to.equal('0 component custom_id');
    expect(fault(label({ type: Type.Checkbox }))).to.equal('0 component custom_id');
  });

  it('SB-03 a text input has bounds that fit each other and what it comes with', () => {
    expect(fault(label(input('a', { min_length: 5, max_length: 4 })))).to.equal('0 component max_length');
    expect(fault(label(input('a', { max_length: 3, value: 'four' })))).to.equal('0 component value');
    expect(fault(label(input('a', { placeholder: 'a'.repeat(101) })))).to.equal('0 component placeholder');
    expect(fault(label(input('a', { min_length: 2, value: '' })))).to.equal('not refused');
  });

  it('SB-03 a select that must be answered takes at least one', () => {
    const select = (more: object) => label({ type: Type.UserSelect, custom_id: 'u', ...more });
    expect(fault(select({ min_values: 0 }))).to.equal('0 component min_values');
    expect(fault(select({ min_values: 0, required: false }))).to.equal('not refused');
    expect(fault(select({ min_values: 3, max_values: 2 }))).to.equal('0 component max_values');
    const options = [{ label: 'A', value: 'a' }];
    expect(fault(label({ type: Type.StringSelect, custom_id: 's', options }))).to.equal('not refused');
    expect(fault(label({ type: Type.StringSelect, custom_id: 's', options: [] }))).to.equal('0 component options');
    expect(fault(label({ type: Type.RadioGroup, custom_id: 'r', options: [] }))).to.equal('0 component options');
  });
});
