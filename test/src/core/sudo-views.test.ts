import { container } from '@sapphire/framework';
import { expect } from 'chai';
import { ChannelType, type Guild } from 'discord.js';
import { checkMessageComponents } from '../../../sandbox/store/component-rules.js';
import { menuView, settingsView } from '../../../src/core/sudo/menus.js';
import { leaveSudoPage, withWayBack } from '../../../src/core/sudo/plugin-page.js';
import { sectionView } from '../../../src/core/sudo/section-view.js';
import type { SudoView } from '../../../src/core/sudo/components.js';
import { definePlugin } from '../../../src/plugins/definition.js';
import { defineSettings, type SettingsSection } from '../../../src/settings/section.js';
import type { Setting } from '../../../src/settings/setting.js';
import type { SudoPage } from '../../../src/settings/sudo-page.js';

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index + 1);
const json = ({ components }: SudoView) => components.map((row) => row.toJSON());
const labelsIn = (view: SudoView): string[] =>
  [...JSON.stringify(json(view)).matchAll(/"label":"([^"]*)"/g)].map(([, label = '']) => label);

describe('FW-50 the views of /sudo at their limits', () => {
  let before: typeof container.roomkeeper;

  beforeEach(() => {
    before = container.roomkeeper;
  });
  afterEach(() => {
    container.roomkeeper = before;
  });

  /** A bot with sections and pages, and nothing else. */
  function enable(settings: readonly SettingsSection[], sudoPages: readonly SudoPage[]): void {
    const root = new URL('.', import.meta.url);
    const definitions = [definePlugin({ name: 'many', root, settings, sudoPages })];
    container.roomkeeper = { definitions } as unknown as typeof container.roomkeeper;
  }

  const page = (number: number, place: SudoPage['place']): SudoPage => ({
    key: `page-${number}`,
    place,
    label: `Page ${number}`,
    description: 'A page.',
    open: async () => '',
  });
  const sectionOf = (key: string, fields: Readonly<Record<string, Setting>>): SettingsSection =>
    defineSettings({ key, title: `Section ${key}`, description: 'A section.', fields });
  const toggle: Setting = { kind: 'toggle', default: true, label: 'On', description: 'On or off.' };
  const home = { name: '# Home\n`*_' } as Guild;

  it('FW-50 more than 25 entries are paged, in Settings and in the menu, and none is missing', () => {
    const sections = numbers(20).map((number) => sectionOf(`s${number}`, { on: toggle }));
    enable(sections, [
      ...numbers(35).map((number) => page(number, 'settings')),
      ...numbers(30).map((n) => page(n, 'actions')),
    ]);
    const settings = [0, 1, 2].map(settingsView);
    for (const view of settings) checkMessageComponents(json(view) as never, false);
    const names = settings.flatMap(labelsIn).filter((label) => /^(?:Section|Page) /.test(label));
    expect(names).to.deep.equal([
      ...numbers(20).map((number) => `Section s${number}`),
      ...numbers(35).map((number) => `Page ${number}`),
    ]);
    expect(settings.map((view) => labelsIn(view).filter((label) => label.endsWith(' page')))).to.deep.equal([
      ['Next page'],
      ['Previous page', 'Next page'],
      ['Previous page'],
    ]);
    expect(() => settingsView(3)).to.throw(/no such page/);
    const menu = [0, 1].flatMap((at) => labelsIn(menuView(home, at)));
    expect(menu.filter((label) => label.startsWith('Page'))).to.have.lengthOf(30);
    expect(menu).to.include('Log');
  });

  it('FW-50 a section of nothing but what commands set is not offered', () => {
    enable([sectionOf('hidden', { until: { kind: 'moment', default: null } }), sectionOf('shown', { on: toggle })], []);
    expect(labelsIn(settingsView(0)))
      .to.include('Section shown')
      .and.not.include('Section hidden');
  });

  it('FW-50 the name of a server is shown as it is', () => {
    enable([], []);
    expect(menuView(home, 0).content).to.include('\\`\\*\\_');
  });

  it('FW-50 a section of 25 full lists fits into a message, and breaks no mention', () => {
    const roles = numbers(25).map((number) => String(10n ** 18n + BigInt(number)));
    const fields = Object.fromEntries(
      numbers(25).map((number): [string, Setting] => [
        `f${number}`,
        { kind: 'roles', default: [], label: `Roles ${number}`.padEnd(45, '.'), description: 'Roles.' },
      ]),
    );
    const section = sectionOf('full', fields);
    const values = Object.fromEntries(Object.keys(fields).map((name) => [name, roles]));
    const view = sectionView(section, values, 'x'.repeat(500));
    expect(view.content.length).to.be.at.most(2000);
    expect(view.content.replaceAll(/<@&\d{19}>/g, '')).to.not.match(/[<>]/);
    expect(view.content).to.match(/…and \d+ more, which you find in the list below\.$/);
    checkMessageComponents(json(view) as never, false);
  });

  it('FW-50 lists are shortened before settings are left out', () => {
    const roles = numbers(25).map((number) => String(10n ** 18n + BigInt(number)));
    const fields = Object.fromEntries(
      numbers(5).map((number): [string, Setting] => [
        `f${number}`,
        { kind: 'roles', default: [], label: `Roles ${number}`, description: 'Roles.' },
      ]),
    );
    const view = sectionView(sectionOf('full', fields), Object.fromEntries(Object.keys(fields).map((f) => [f, roles])));
    for (const number of numbers(5)) expect(view.content).to.include(`**Roles ${number}**: <@&1000000000000000001>`);
    expect(view.content).to.match(/, 17 more$/);
  });

  it('FW-50 every kind of setting can have the longest key, name and texts', () => {
    const key = 'k'.repeat(32);
    const described = { label: 'l'.repeat(45), description: 'd'.repeat(100) };
    const setting: Setting = { kind: 'channel', default: null, types: [ChannelType.GuildText], ...described };
    const section: SettingsSection = { ...sectionOf(key, { [key]: setting }), title: 't'.repeat(45) };
    const view = sectionView(section, { [key]: '1' });
    checkMessageComponents(json(view) as never, false);
  });

  it('FW-50 a page that leaves no row for the way back is a fault of its plugin, and named', () => {
    const full = page(1, 'actions');
    const rows = numbers(5).map(() => ({ type: 1 as const, components: [leaveSudoPage(full)] }));
    expect(() => withWayBack(full, { components: rows })).to.throw(RangeError, '"page-1"');
    expect(withWayBack(full, { components: rows.slice(1) }))
      .to.have.property('components')
      .with.lengthOf(5);
  });
});
