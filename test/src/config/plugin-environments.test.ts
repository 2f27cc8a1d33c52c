import { expect } from 'chai';
import type { Variables } from '../../../src/config/environment.js';
import { loadConfig, type LoadedConfig } from '../../../src/config/load.js';
import { ConfigurationError } from '../../../src/plugins/errors.js';
import { removeProjects, writeProject } from '../../support/project.js';

const plugin = (name: string, environment: string): string => `
  import { z } from 'zod';
  import { definePlugin } from 'roomkeeper';
  export const it = definePlugin({ name: '${name}', root: new URL('.', import.meta.url), environment: z.object(${environment}) });
`;

const files = {
  'plugins/hub/plugin.js': plugin(
    'hub',
    `{
      DELAY_MS: z.coerce.number().int().min(1000).max(60000).optional(),
      MODE: z.enum(['quick', 'slow']).default('quick'),
      IDS: z.string().regex(/^\\d+(,\\d+)*$/, 'ids with commas between them').transform((ids) => ids.split(',')).optional(),
    }`,
  ),
  'plugins/panel/plugin.js': plugin('panel', '{ PANEL_KEY: z.string() }'),
  'plugins/trigger/plugin.js': plugin('trigger', '{}'),
};

describe('FW-50 environment variables of plugins', () => {
  afterEach(removeProjects);

  async function load(env: Variables, more: Readonly<Record<string, string>> = {}): Promise<LoadedConfig> {
    const project = await writeProject({ ...files, 'config.yaml': 'plugins: [hub]', ...more });
    return loadConfig({ env, directory: project.directory, inTree: project.inTree });
  }

  async function faultsOf(env: Variables, more: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const error: unknown = await load(env, more).catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(ConfigurationError);
    return (error as ConfigurationError).message.split('\n').slice(1);
  }

  it('FW-50 are read by the schema, each plugin its own, with the defaults', async () => {
    const { environments } = await load({ DELAY_MS: '5000', IDS: '1,2', OTHER: 'x', PANEL_KEY: 'secret' });
    expect(environments).to.deep.equal({ hub: { DELAY_MS: 5000, MODE: 'quick', IDS: ['1', '2'] } });
  });

  it('FW-50 come from .env too, over which the environment wins; an empty one is not set', async () => {
    const env = '.env';
    expect((await load({ DELAY_MS: ' ', MODE: '' })).environments).to.deep.equal({ hub: { MODE: 'quick' } });
    const { environments } = await load({ MODE: 'slow' }, { [env]: 'DELAY_MS=7000\nMODE=quick\n' });
    expect(environments).to.deep.equal({ hub: { DELAY_MS: 7000, MODE: 'slow' } });
  });

  const table: readonly (readonly [string, Variables, string])[] = [
    ['no number', { DELAY_MS: 'hunter2' }, '- DELAY_MS: the value must be a number. Correct the value.'],
    ['a number out of range', { DELAY_MS: '1' }, '- DELAY_MS: the value must be at least 1000. Correct the value.'],
    ['an unknown choice', { MODE: 'slwo' }, '- MODE: the value must be one of quick, slow. Did you mean "slow"?'],
    ['another form', { IDS: '1;2' }, '- IDS: the value is refused: ids with commas between them. Correct the value.'],
  ];
  for (const [title, env, expected] of table) {
    it(`FW-04 tells of ${title} by the name of the variable, without its value`, async () => {
      expect(await faultsOf(env)).to.deep.equal([expected]);
    });
  }

  it('FW-04 tells of a variable that is missing, when the plugin is on', async () => {
    expect(await faultsOf({}, { 'config.yaml': 'plugins: [panel]' })).to.deep.equal([
      '- PANEL_KEY: the value is missing; it must be a string. Add it.',
    ]);
  });

  it('FW-04 tells of them together with everything else', async () => {
    const faults = await faultsOf({ DELAY_MS: 'x', LOG_LEVEL: 'loud' }, { 'config.yaml': 'plugins: [hub]\nhubb: {}' });
    expect(faults.map((line) => line.split(':')[0])).to.have.members(['- DELAY_MS', '- LOG_LEVEL', '- config.yaml']);
  });
});
