import { expect } from 'chai';
import { faultsIn, firstValues } from '../../../sandbox/page/client/components/form-values.js';
import type { WireFormPart } from '../../../sandbox/page/client/components/wire.js';

describe('the forms of the page', () => {
  const label = (component: Extract<WireFormPart, { type: 18 }>['component']): WireFormPart => ({
    type: 18,
    label: 'Field',
    component,
  });
  const options = ['a', 'b', 'c'].map((value) => ({ label: value, value, default: value === 'b' }));
  const parts: readonly WireFormPart[] = [
    { type: 10, content: 'Only a text' },
    { type: 1, components: [{ type: 4, custom_id: 'old', style: 1, value: 'Before', max_length: 8 }] },
    label({ type: 4, custom_id: 'story', style: 2, required: false, min_length: 3 }),
    label({ type: 3, custom_id: 'select', options, max_values: 2 }),
    label({ type: 6, custom_id: 'role', default_values: [{ id: '7', type: 'role' }], required: false }),
    label({ type: 21, custom_id: 'radio', options: options.map(({ label, value }) => ({ label, value })) }),
    label({ type: 22, custom_id: 'boxes', options, min_values: 2 }),
    label({ type: 23, custom_id: 'tick', default: true }),
    label({ type: 19, custom_id: 'file', required: false }),
  ];
  const first = firstValues(parts);

  it('SB-20 opens a form with what the bot has put into it', () => {
    expect(first).to.deep.equal({
      old: 'Before',
      story: '',
      select: ['b'],
      role: ['7'],
      radio: [],
      boxes: ['b'],
      tick: true,
      file: [],
    });
  });

  it('SB-20 says what is missing before a form is sent', () => {
    expect(faultsIn(parts, first)).to.deep.equal({ radio: 'This field is required.', boxes: 'Choose at least 2.' });
  });

  it('SB-20 says what is too short or too long', () => {
    const values = { ...first, radio: ['a'], boxes: ['a', 'b'], old: 'Much longer', story: 'ab' };
    expect(faultsIn(parts, values)).to.deep.equal({
      old: 'Must be at most 8 characters long.',
      story: 'Must be at least 3 characters long.',
    });
  });

  it('SB-20 lets what is not required be empty', () => {
    expect(faultsIn(parts, { ...first, radio: ['a'], boxes: ['a', 'b'], role: [], story: '' })).to.deep.equal({});
  });

  it('SB-20 asks for as many files as the bot does', () => {
    const upload: WireFormPart = label({ type: 19, custom_id: 'file', min_values: 1, max_values: 1 });
    const file = { filename: 'a.txt', contentType: 'text/plain', base64: 'YQ==' };
    expect(faultsIn([upload], { file: [] })).to.deep.equal({ file: 'This field is required.' });
    expect(faultsIn([upload], { file: [file] })).to.deep.equal({});
    expect(faultsIn([upload], { file: [file, file] })).to.deep.equal({ file: 'Choose at most 1.' });
  });
});
