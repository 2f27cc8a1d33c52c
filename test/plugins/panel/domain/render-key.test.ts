import { expect } from 'chai';
import { renderKey, type RenderedComponent } from '../../../../plugins/panel/domain/render-key.js';

const text: RenderedComponent = { type: 10, content: 'Hello' };
const button: RenderedComponent = { type: 2, custom_id: 'a', label: 'A', style: 2, emoji: { name: '👑' } };
const rendered: readonly RenderedComponent[] = [text, { type: 1, components: [button] }];
const key = renderKey(rendered);

describe('panel: equal renders', () => {
  it('PN-05 what Discord gives back has the key of what was sent', () => {
    const returned = [
      { content: 'Hello', id: 1, type: 10 },
      {
        id: 2,
        type: 1,
        components: [{ ...button, id: 3, disabled: false, emoji: { id: null, name: '👑', animated: false } }],
      },
    ];
    expect(renderKey(returned)).to.equal(key);
  });

  const changed: Record<string, readonly RenderedComponent[]> = {
    'another text': [
      { ...text, content: 'Hullo' },
      { type: 1, components: [button] },
    ],
    'another label': [text, { type: 1, components: [{ ...button, label: 'B' }] }],
    'another style': [text, { type: 1, components: [{ ...button, style: 3 }] }],
    'another custom id': [text, { type: 1, components: [{ ...button, custom_id: 'b' }] }],
    'another emoji': [text, { type: 1, components: [{ ...button, emoji: { name: '🛡️' } }] }],
    'a disabled button': [text, { type: 1, components: [{ ...button, disabled: true }] }],
    'one more button': [text, { type: 1, components: [button, button] }],
    'another order': [{ type: 1, components: [button] }, text],
    nothing: [],
  };
  for (const [what, components] of Object.entries(changed)) {
    it(`PN-05 ${what} has another key`, () => {
      expect(renderKey(components)).to.not.equal(key);
    });
  }
});
