import { Events, type SapphireClient } from '@sapphire/framework';
import { expect } from 'chai';
import { createClient } from '../../../src/discord/client.js';
import { makeLoadingStrict } from '../../../src/plugins/pieces.js';
import { silentLogger } from '../../support/logger.js';
import { idleGovernor } from '../../support/governor.js';
import { removeProjects, writeProject } from '../../support/project.js';

describe('PF-11 listeners that run at once', () => {
  let client: SapphireClient;

  afterEach(async () => {
    for (const store of client.stores.values()) await store.unloadAll();
    await client.destroy();
    await removeProjects();
  });

  /** A client with one listener to `testEvent`, whose body is given, and what was told of its errors. */
  async function clientWith(body: string, options = ''): Promise<[string, string][]> {
    const project = await writeProject({
      'hub/listeners/some.js': `
        import { Listener } from '@sapphire/framework';
        export class Some extends Listener {
          constructor(context) { super(context, { name: 'hub.some', event: 'testEvent' ${options} }); }
          run(first, second) { ${body} }
        }
      `,
    });
    client = createClient({ intents: [], api: undefined, log: silentLogger, governor: idleGovernor() });
    client.stores.registerPath(project.path('hub'));
    makeLoadingStrict(client.stores);
    await client.stores.load();
    const told: [string, string][] = [];
    client.on(Events.ListenerError, (error, { piece }) => void told.push([piece.name, String(error)]));
    return told;
  }

  const emit = (...args: unknown[]): boolean =>
    Reflect.apply(client.emit.bind(client), undefined, ['testEvent', ...args]);

  it('PF-11 a listener runs within the event, with all that came with it', async () => {
    await clientWith('first.push(second);');
    const heard: number[] = [];
    for (const number of [1, 2]) emit(heard, number);
    expect(heard).to.deep.equal([1, 2]);
  });

  it('PF-11 what a listener throws, and what its promise rejects with, is told and harms nothing', async () => {
    const told = await clientWith(
      'if (first) throw new Error("thrown"); return Promise.reject(new Error("rejected"));',
    );
    emit(true);
    emit(false);
    await new Promise((resolve) => void setImmediate(resolve));
    expect(told).to.deep.equal([
      ['hub.some', 'Error: thrown'],
      ['hub.some', 'Error: rejected'],
    ]);
  });

  it('PF-11 a listener that is unloaded hears nothing more; one for a single event hears one', async () => {
    await clientWith('first.push(second);', ', once: true');
    const heard: number[] = [];
    for (const number of [1, 2]) emit(heard, number);
    expect(heard).to.deep.equal([1]);
    await client.destroy();

    await clientWith('first.push(second);');
    await client.stores.get('listeners').unload('hub.some');
    emit(heard, 3);
    expect(heard).to.deep.equal([1]);
    expect(client.listenerCount('testEvent')).to.equal(0);
  });
});
