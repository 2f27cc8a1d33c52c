import { expect } from 'chai';
import { parseDefaults, type TypedDefaults } from '../../../../plugins/hub/domain/hub-defaults.js';
import { templateKeys } from '../../../../plugins/hub/domain/room.js';

const blank: TypedDefaults = { template: '', manualName: '', userLimit: '' };

describe('hub defaults', () => {
  it('HB-50 takes blank fields for the built-in defaults', () => {
    const none = { template: null, manualName: null, userLimit: null };
    expect(parseDefaults(blank, [])).to.deep.equal({ ok: true, defaults: none });
    expect(parseDefaults({ template: ' ', manualName: ' \n', userLimit: ' ' }, [])).to.deep.equal({
      ok: true,
      defaults: none,
    });
  });

  for (const template of templateKeys) {
    it(`HB-50 takes the template ${template}, in any case`, () => {
      expect(parseDefaults({ ...blank, template: ` ${template.toUpperCase()} ` }, [])).to.deep.include({
        defaults: { template, manualName: null, userLimit: null },
      });
    });
  }

  for (const [typed, userLimit] of [
    ['0', 0],
    ['99', 99],
    [' 05 ', 5],
  ] as const) {
    it(`HB-50 takes the user limit "${typed}"`, () => {
      expect(parseDefaults({ ...blank, userLimit: typed }, [])).to.deep.include({
        defaults: { template: null, manualName: null, userLimit },
      });
    });
  }

  for (const userLimit of ['100', '-1', '1.5', 'five', '1e1', '٥', '+5']) {
    it(`HB-50 refuses the user limit "${userLimit}"`, () => {
      expect(parseDefaults({ ...blank, userLimit }, [])).to.deep.equal({
        ok: false,
        faults: [{ field: 'userLimit', reason: 'not-0-to-99' }],
      });
    });
  }

  it('HB-50 names every field that is wrong, and saves nothing', () => {
    const typed = { template: 'chill', manualName: 'a slur', userLimit: '100' };
    expect(parseDefaults(typed, ['slur'])).to.deep.equal({
      ok: false,
      faults: [
        { field: 'template', reason: 'unknown-template' },
        { field: 'manualName', reason: 'banned-word' },
        { field: 'userLimit', reason: 'not-0-to-99' },
      ],
    });
  });

  it('HB-50 refuses a name that is too long or invisible', () => {
    const reasonOf = (manualName: string): unknown => {
      const parsed = parseDefaults({ ...blank, manualName }, []);
      return parsed.ok ? null : parsed.faults;
    };
    expect(reasonOf('x'.repeat(101))).to.deep.equal([{ field: 'manualName', reason: 'too-long' }]);
    expect(reasonOf('\u200B')).to.deep.equal([{ field: 'manualName', reason: 'empty' }]);
    expect(reasonOf('{member}’s room')).to.equal(null);
  });
});
