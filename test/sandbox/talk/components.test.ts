import { expect } from 'chai';
import { ButtonStyle, ComponentType as Type, MessageFlags } from 'discord-api-types/v10';
import { checkMessage, findComponent, withIds } from '../../../sandbox/store/components.js';
import { refusalOf } from '../scene.js';

const flags = MessageFlags.IsComponentsV2;
const text = (content = 'Hello') => ({ type: Type.TextDisplay, content });
const button = (customId: string, more: object = {}) => ({
  type: Type.Button,
  style: ButtonStyle.Primary,
  label: 'Go',
  custom_id: customId,
  ...more,
});
const row = (...components: object[]) => ({ type: Type.ActionRow, components });
const container = (...components: object[]) => ({ type: Type.Container, components });
const select = (more: object = {}) => ({
  type: Type.StringSelect,
  custom_id: 'select',
  options: [
    { label: 'A', value: 'a' },
    { label: 'B', value: 'b' },
  ],
  ...more,
});

function refusal(payload: object): string {
  return refusalOf(() => checkMessage(payload));
}

function v2(...components: object[]): string {
  return refusal({ flags, components });
}

describe('components of messages', () => {
  it('SB-03 a message with IsComponentsV2 has neither content, embeds, stickers nor a poll', () => {
    const components = [text()];
    expect(refusal({ flags, components, content: 'x' })).to.equal('50035 content');
    expect(refusal({ flags, components, embeds: [{ title: 'x' }] })).to.equal('50035 embeds');
    expect(refusal({ flags, components, poll: {} })).to.equal('50035 poll');
    expect(refusal({ flags, components, sticker_ids: ['1'] })).to.equal('50035 sticker_ids');
    expect(refusal({ flags, components, content: null, embeds: [] })).to.equal('not refused');
  });

  it('SB-03 a message is not empty', () => {
    expect(refusal({})).to.equal('50006');
    expect(refusal({ content: ' \n' })).to.equal('50006');
    expect(refusal({ flags, components: [] })).to.equal('50006');
    expect(refusal({ components: [row(button('a'))] })).to.equal('not refused');
    expect(refusal({ flags: MessageFlags.Loading })).to.equal('not refused');
  });

  it('SB-03 without IsComponentsV2 there are up to five action rows and nothing else', () => {
    const rows = (count: number) => Array.from({ length: count }, (_, index) => row(button(`b${index}`)));
    expect(refusal({ components: rows(5) })).to.equal('not refused');
    expect(refusal({ components: rows(6) })).to.equal('50035 components');
    expect(refusal({ components: [container(text())] })).to.equal('50035 components 0 type');
  });

  it('SB-03 with IsComponentsV2 there are up to 40 components, nested ones counted', () => {
    const texts = (count: number) => Array.from({ length: count }, () => text());
    expect(v2(container(...texts(39)))).to.equal('not refused');
    expect(v2(container(...texts(40)))).to.equal('50035 components');
    expect(v2(...texts(40))).to.equal('not refused');
    expect(v2(...texts(41))).to.equal('50035 components');
    const section = { type: Type.Section, components: [text()], accessory: button('x') };
    expect(v2(section, ...texts(38))).to.equal('50035 components');
  });

  it('SB-03 the texts together have up to 4000 characters', () => {
    expect(v2(text('a'.repeat(4000)))).to.equal('not refused');
    expect(v2(text('a'.repeat(2000)), container(text('b'.repeat(2001))))).to.equal('50035 components');
    expect(v2(text(''))).to.equal('50035 components 0 content');
  });

  it('SB-03 custom ids and ids are unique, and custom ids have 1 to 100 characters', () => {
    expect(v2(row(button('a')), container(row(button('a'))))).to.equal(
      '50035 components 1 components 0 components 0 custom_id',
    );
    expect(v2({ ...text(), id: 3 }, { ...text(), id: 3 })).to.equal('50035 components 1 id');
    expect(v2({ ...text(), id: 0 }, { ...text(), id: 0 })).to.equal('not refused');
    expect(v2(row(button('a'.repeat(101))))).to.equal('50035 components 0 components 0 custom_id');
  });

  it('SB-03 an action row has one to five buttons or one select', () => {
    const buttons = (count: number) => row(...Array.from({ length: count }, (_, index) => button(`b${index}`)));
    expect(v2(buttons(5))).to.equal('not refused');
    expect(v2(buttons(6))).to.equal('50035 components 0 components');
    expect(v2(row())).to.equal('50035 components 0 components');
    expect(v2(row(select()))).to.equal('not refused');
    expect(v2(row(select(), button('a')))).to.equal('50035 components 0 components');
    expect(v2(row(text()))).to.equal('50035 components 0 components 0 type');
  });

  it('SB-03 a button has what its style needs, and nothing of other styles', () => {
    const fault = (more: object) =>
      v2(row({ type: Type.Button, ...more })).replace('50035 components 0 components 0 ', '');
    expect(fault({ style: ButtonStyle.Primary, label: 'x' })).to.equal('custom_id');
    expect(fault({ style: ButtonStyle.Link, label: 'x' })).to.equal('url');
    expect(fault({ style: ButtonStyle.Link, label: 'x', url: 'https://a.b', custom_id: 'x' })).to.equal('custom_id');
    expect(fault({ style: ButtonStyle.Danger, label: 'x', url: 'https://a.b', custom_id: 'x' })).to.equal('url');
    expect(fault({ style: ButtonStyle.Primary, custom_id: 'x' })).to.equal('label');
    expect(fault({ style: ButtonStyle.Primary, custom_id: 'x', label: 'a'.repeat(81) })).to.equal('label');
    expect(fault({ style: ButtonStyle.Premium, sku_id: '1', label: 'x' })).to.equal('label');
    expect(fault({ style: ButtonStyle.Primary, custom_id: 'x', emoji: { name: '🔥' } })).to.equal('not refused');
  });

  it('SB-03 a select has a custom id, 1 to 25 unique options, and bounds that fit them', () => {
    const fault = (more: object) => v2(row(select(more))).replace('50035 components 0 components 0 ', '');
    const option = (value: string, more: object = {}) => ({ label: value, value, ...more });
    expect(fault({ custom_id: '' })).to.equal('custom_id');
    expect(fault({ options: [] })).to.equal('options');
    expect(fault({ options: Array.from({ length: 26 }, (_, index) => option(`${index}`)) })).to.equal('options');
    expect(fault({ options: [option('a'), option('a')] })).to.equal('options 1 value');
    expect(fault({ max_values: 3 })).to.equal('options');
    expect(fault({ min_values: 2, max_values: 1 })).to.equal('max_values');
    expect(fault({ options: [option('a', { default: true }), option('b', { default: true })] })).to.equal('options');
    expect(fault({ min_values: 0, max_values: 2 })).to.equal('not refused');
  });

  it('SB-03 a section has one to three texts and an accessory, which is a button or a thumbnail', () => {
    const section = (accessory?: object, count = 1) => ({
      type: Type.Section,
      components: Array.from({ length: count }, () => text()),
      accessory,
    });
    expect(v2(section(button('a')))).to.equal('not refused');
    expect(v2(section({ type: Type.Thumbnail, media: { url: 'https://a.b/c.png' } }))).to.equal('not refused');
    expect(v2(section())).to.equal('50035 components 0 accessory');
    expect(v2(section(select()))).to.equal('50035 components 0 accessory type');
    expect(v2(section(button('a'), 4))).to.equal('50035 components 0 components');
  });

  it('SB-03 a container holds no container, and buttons only in rows', () => {
    expect(v2(container(container(text())))).to.equal('50035 components 0 components 0 type');
    expect(v2(container(button('a')))).to.equal('50035 components 0 components 0 type');
    expect(v2(button('a'))).to.equal('50035 components 0 type');
    expect(v2(container())).to.equal('50035 components 0 components');
  });

  it('SB-03 every component gets an id, chosen ids stay, and defaults are filled in', () => {
    const given = [container({ ...text(), id: 1 }, row(select())), { type: Type.Separator }];
    const [box, separator] = withIds(given);
    expect(box).to.deep.include({ id: 2, accent_color: null, spoiler: false });
    expect(separator).to.deep.include({ id: 5, divider: true, spacing: 1 });
    expect(box).to.have.nested.property('components[0].id', 1);
    expect(box).to.have.nested.property('components[1].id', 3);
    expect(box).to.have.nested.include({ 'components[1].components[0].id': 4 });
    expect(box).to.have.nested.include({ 'components[1].components[0].max_values': 1 });
  });

  it('SB-03 a component is found however deep it lies', () => {
    const section = { type: Type.Section, components: [text()], accessory: button('deep') };
    const components = withIds([container(section, row(select()))]);
    expect(findComponent(components, 'deep')?.type).to.equal(Type.Button);
    expect(findComponent(components, 'select')?.type).to.equal(Type.StringSelect);
    expect(findComponent(components, 'other')).to.equal(undefined);
  });
});
