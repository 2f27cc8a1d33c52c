import { expect } from 'chai';
import { z } from 'zod';
import { definePlugin, type PluginDefinition } from '../../../src/plugins/definition.js';
import { checkDefinition } from '../../../src/plugins/definition-check.js';
import { sharedKeys } from '../../../src/plugins/settings-check.js';
import type { SettingsSection } from '../../../src/settings/section.js';
import type { Setting } from '../../../src/settings/setting.js';
import type { SudoPage } from '../../../src/settings/sudo-page.js';

const root = new URL('.', import.meta.url);
const toggle: Setting = { kind: 'toggle', default: true, label: 'On', description: 'On or off.' };
const section = (more: Partial<SettingsSection> = {}): SettingsSection => ({
  key: 'rooms',
  title: 'Rooms',
  description: 'Of rooms.',
  fields: { on: toggle },
  ...more,
});
const field = (setting: object, name = 'on') => section({ fields: { [name]: setting as Setting } });
const page = (more: Partial<SudoPage> = {}): SudoPage => ({
  key: 'hubs',
  place: 'settings',
  label: 'Hubs',
  description: 'Of hubs.',
  open: async () => '',
  ...more,
});

describe('FW-04 faults in the settings that plugins declare', () => {
  const faultsOf = (parts: object): string[] =>
    checkDefinition(definePlugin({ name: 'it', root, ...parts }), 'it.js').map(({ what }) => what);

  const table: readonly (readonly [string, object, string])[] = [
    ['a key in another case', { settings: [section({ key: 'voiceRooms' })] }, 'the key must be in snake case'],
    ['a key too long', { settings: [section({ key: 'k'.repeat(33) })] }, 'of at most 32 characters'],
    ['two sections of one key', { settings: [section(), section()] }, 'two sections of settings have the key "rooms"'],
    ['a section without a title', { settings: [section({ title: '' })] }, 'the title must have 1 to 45 characters'],
    [
      'a long description',
      { settings: [section({ description: 'd'.repeat(101) })] },
      'the description must have 1 to 100',
    ],
    [
      '26 fields',
      { settings: [section({ fields: Object.fromEntries(Array.from({ length: 26 }, (_, n) => [`f${n}`, toggle])) })] },
      '26 fields are more than the 25',
    ],
    [
      'a field in another case',
      { settings: [field(toggle, 'isOn')] },
      'the setting "rooms.isOn": the name must be in snake case',
    ],
    [
      'a label too long',
      { settings: [field({ ...toggle, label: 'l'.repeat(46) })] },
      'the setting "rooms.on": the label must have 1 to 45',
    ],
    [
      'a description too long',
      { settings: [field({ ...toggle, description: 'd'.repeat(101) })] },
      'the description must have 1 to 100',
    ],
    [
      'a default out of its own range',
      { settings: [field({ ...toggle, kind: 'integer', default: 5, min: 6, max: 9 })] },
      'its own default is not a value that it allows',
    ],
    [
      'a default that is no choice',
      { settings: [field({ ...toggle, kind: 'choice', default: 'c', choices: [{ value: 'a', label: 'A' }] })] },
      'its own default is not',
    ],
    [
      'no choices',
      { settings: [field({ ...toggle, kind: 'choice', default: 'c', choices: [] })] },
      'there must be 1 to 25 choices',
    ],
    [
      'two choices of one value',
      {
        settings: [
          field({
            ...toggle,
            kind: 'choice',
            default: 'a',
            choices: [
              { value: 'a', label: 'A' },
              { value: 'a', label: 'B' },
            ],
          }),
        ],
      },
      'two choices have one value',
    ],
    [
      'a page in another case',
      { sudoPages: [page({ key: 'hub_channels' })] },
      'the page "hub_channels" of /sudo: the key must be in kebab case',
    ],
    ['two pages of one key', { sudoPages: [page(), page()] }, 'two pages of /sudo have the key "hubs"'],
    ['a page with a long label', { sudoPages: [page({ label: 'l'.repeat(46) })] }, 'the label must have 1 to 45'],
    ['settings that are no list', { settings: section() }, '"settings" must be a list'],
    ['pages that are no list', { sudoPages: page() }, '"sudoPages" must be a list'],
    ['an environment that is no object', { environment: z.string() }, '"environment" must be a zod object'],
  ];
  for (const [title, parts, expected] of table) {
    it(`FW-04 tells of ${title}`, () => {
      const [first = '', ...others] = faultsOf(parts);
      expect(first).to.include(expected);
      expect(others).to.be.empty;
    });
  }

  it('FW-04 finds nothing wrong with what is right', () => {
    const parts = {
      settings: [section(), section({ key: 'hub_rooms2' })],
      sudoPages: [page()],
      environment: z.object({}),
    };
    expect(faultsOf(parts)).to.be.empty;
  });

  it('FW-04 tells of keys that two plugins share, or that the framework has', () => {
    const plugin = (name: string, parts: object): PluginDefinition => definePlugin({ name, root, ...parts });
    const plugins = [
      plugin('one', { settings: [section()], sudoPages: [page()] }),
      plugin('two', { settings: [section(), section({ key: 'core' })], sudoPages: [page(), page({ key: 'own' })] }),
    ];
    expect(sharedKeys(plugins).map(({ where, what }) => `${where}: ${what}`)).to.deep.equal([
      'plugin "two": the section of settings "rooms" is taken by plugin "one"',
      'plugin "two": the section of settings "core" is taken by the framework itself',
      'plugin "two": the page of /sudo "hubs" is taken by plugin "one"',
    ]);
  });
});
