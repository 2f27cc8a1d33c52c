import type { SapphireClient } from '@sapphire/framework';
import { expect } from 'chai';
import { createClient } from '../../../src/discord/client.js';
import { PieceError } from '../../../src/plugins/errors.js';
import { makeLoadingStrict } from '../../../src/plugins/pieces.js';
import { silentLogger } from '../../support/logger.js';
import { idleGovernor } from '../../support/governor.js';
import { removeProjects, writeProject, type Project } from '../../support/project.js';

const listener = (name: string): string => `
  import { Listener } from '@sapphire/framework';
  export class Some extends Listener {
    constructor(context) { super(context, { name: '${name}', event: 'testEvent' }); }
    run() {}
  }
`;

describe('FW-21 strict loading of pieces', () => {
  const clients: SapphireClient[] = [];

  afterEach(async () => {
    for (const client of clients.splice(0)) {
      for (const store of client.stores.values()) await store.unloadAll();
      await client.destroy();
    }
    await removeProjects();
  });

  /** A client that is never logged in, with the folders of the project's plugins registered. */
  function clientOf(project: Project, ...plugins: readonly string[]): SapphireClient {
    const client = createClient({ intents: [], api: undefined, log: silentLogger, governor: idleGovernor() });
    clients.push(client);
    for (const plugin of plugins) client.stores.registerPath(project.path(plugin));
    makeLoadingStrict(client.stores);
    return client;
  }

  async function faultsOf(client: SapphireClient): Promise<PieceError> {
    const error: unknown = await client.stores.load().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).to.be.instanceOf(PieceError);
    return error as PieceError;
  }

  it('FW-21 loads sound pieces, those in subfolders too, and passes over files that begin with "_"', async () => {
    const project = await writeProject({
      'hub/listeners/voice.js': listener('hub.voice'),
      'hub/listeners/deep/er.js': listener('hub.deeper'),
      'hub/listeners/_shared.js': 'throw new Error("not to be loaded");',
    });
    const client = clientOf(project, 'hub');
    await client.stores.load();
    expect([...client.stores.get('listeners').keys()]).to.include.members(['hub.voice', 'hub.deeper']);
    expect(client.listenerCount('testEvent')).to.equal(2);
  });

  it('FW-21 two pieces of one name stop the boot, with both paths', async () => {
    const project = await writeProject({
      'hub/listeners/voice.js': listener('voice'),
      'panel/listeners/voice.js': listener('voice'),
    });
    const { message, faults } = await faultsOf(clientOf(project, 'hub', 'panel'));
    expect(faults).to.have.lengthOf(1);
    expect(message).to.include(project.path('hub/listeners/voice.js'));
    expect(message).to.include(project.path('panel/listeners/voice.js'));
    expect(message).to.include('"voice" is taken in "listeners"');
  });

  it('FW-21 two pieces of one name within one file are told too', async () => {
    const twice = `${listener('voice')} export class Other extends Some {}`;
    const project = await writeProject({ 'hub/listeners/voice.js': twice });
    expect((await faultsOf(clientOf(project, 'hub'))).faults).to.have.lengthOf(1);
  });

  it('FW-21 pieces of one name in different stores are fine', async () => {
    const project = await writeProject({
      'hub/listeners/voice.js': listener('voice'),
      'hub/preconditions/voice.js': `
        import { Precondition } from '@sapphire/framework';
        export class Voice extends Precondition {}
      `,
    });
    await clientOf(project, 'hub').stores.load();
  });

  it("FW-21 a piece with the name of one of Sapphire's own stops the boot", async () => {
    const guildOnly = `
      import { Precondition } from '@sapphire/framework';
      export class GuildOnly extends Precondition {
        constructor(context) { super(context, { name: 'GuildOnly' }); }
      }
    `;
    const project = await writeProject({ 'hub/preconditions/guild-only.js': guildOnly });
    const { message } = await faultsOf(clientOf(project, 'hub'));
    expect(message).to.include('"GuildOnly" is taken in "preconditions" by a piece that is built into Sapphire');
  });

  const broken: readonly (readonly [string, string, RegExp])[] = [
    ['that imports what is not there', "import './absent.js'; export {};", /cannot be loaded: .*absent\.js/],
    ['with an error of syntax', 'export class {', /cannot be loaded: /],
    ['that throws when imported', 'throw new Error("out of order");', /cannot be loaded: out of order/],
    ['that exports nothing', 'export {};', /exports no piece/],
    ['that exports a class that is no piece', 'export class Voice {}', /exports no piece/],
    ['that exports a piece of another store', listener('x').replaceAll('Listener', 'Command'), /exports no piece/],
    [
      'whose piece throws when it is built',
      listener('x').replace('super(', 'super(context.none.none, '),
      /cannot be loaded: .*none/,
    ],
    [
      'whose onLoad fails',
      listener('x').replace('run() {}', 'run() {} async onLoad() { throw new Error("no luck"); }'),
      /onLoad failed: no luck/,
    ],
  ];
  for (const [title, text, reason] of broken) {
    it(`FW-21 a file ${title} stops the boot, with its path`, async () => {
      const project = await writeProject({ 'hub/listeners/voice.js': text });
      const { faults } = await faultsOf(clientOf(project, 'hub'));
      expect(faults.map(({ where }) => where)).to.deep.equal([project.path('hub/listeners/voice.js')]);
      expect(faults[0]?.what).to.match(reason);
    });
  }

  it('FW-21 a file in the place of a folder stops the boot, with its path', async () => {
    const project = await writeProject({ 'hub/listeners': 'not a folder' });
    const { faults } = await faultsOf(clientOf(project, 'hub'));
    expect(faults.map(({ where }) => where)).to.deep.equal([project.path('hub/listeners')]);
  });

  it('FW-21 all that is wrong, in all stores, is told at once', async () => {
    const project = await writeProject({
      'hub/listeners/a.js': listener('same'),
      'hub/listeners/b.js': listener('same'),
      'hub/listeners/c.js': 'import "./absent.js";',
      'hub/commands/d.js': 'export {};',
      'panel/preconditions/e.js': 'throw new Error("out of order");',
    });
    const { faults, message } = await faultsOf(clientOf(project, 'hub', 'panel'));
    expect(faults).to.have.lengthOf(4);
    for (const file of ['hub/commands/d.js', 'hub/listeners/c.js', 'panel/preconditions/e.js']) {
      expect(message).to.include(project.path(file));
    }
    expect(message).to.match(/^Loading the pieces found 4 faults:\n/);
  });

  it('FW-21 login rejects with the same error, before Discord is asked for anything', async () => {
    const project = await writeProject({ 'hub/listeners/voice.js': 'export {};' });
    const client = clientOf(project, 'hub');
    const error: unknown = await client.login('no token').catch((reason: unknown) => reason);
    expect(error).to.be.instanceOf(PieceError);
  });

  it('FW-21 pieces are loaded once, also when login comes after the stores were loaded', async () => {
    const counted = 'globalThis.timesLoaded = (globalThis.timesLoaded ?? 0) + 1;';
    const project = await writeProject({ 'hub/listeners/voice.js': `${counted}${listener('voice')}` });
    const { stores } = clientOf(project, 'hub');
    await stores.load();
    await stores.load();
    expect(Reflect.get(globalThis, 'timesLoaded')).to.equal(1);
    Reflect.deleteProperty(globalThis, 'timesLoaded');
  });

  it("FW-20 a second bot in one process gets Sapphire's own pieces too", async () => {
    const project = await writeProject({});
    const first = clientOf(project);
    await first.stores.load();
    const names = [...first.stores.get('listeners').keys()].toSorted();
    expect(names).to.include('CoreInteractionCreate');
    const second = clientOf(project);
    await second.stores.load();
    expect([...second.stores.get('listeners').keys()].toSorted()).to.deep.equal(names);
    expect(second.stores.get('preconditions').has('GuildOnly')).to.equal(true);
    expect(second.listenerCount('interactionCreate')).to.equal(1);
  });
});
