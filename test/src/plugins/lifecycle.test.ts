import { expect } from 'chai';
import { setImmediate } from 'node:timers/promises';
import { ManualClock } from '../../../sandbox/clock.js';
import { definePlugin, type PluginContext, type PluginDefinition } from '../../../src/plugins/definition.js';
import { PluginHookError, PluginNotEnabledError, PluginTimeoutError } from '../../../src/plugins/errors.js';
import { PluginLifecycle } from '../../../src/plugins/lifecycle.js';
import { sortPlugins } from '../../../src/plugins/order.js';
import { PluginRegistry, use } from '../../../src/plugins/registry.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';

type Hooks = Partial<Pick<PluginDefinition<string>, 'setup' | 'ready' | 'stop'>>;

/** These plugins use no more of their context than is given. */
const bareContext = (context: Partial<PluginContext>): PluginContext => context as PluginContext;

const HANGS = (): Promise<never> => new Promise(() => {});

describe('FW-20 the lifecycle of plugins', () => {
  let clock: ManualClock;
  let log: LogLine[];
  let registry: PluginRegistry;
  /** What happened, in order. */
  let events: string[];

  beforeEach(() => {
    clock = new ManualClock();
    log = [];
    registry = new PluginRegistry();
    events = [];
  });
  afterEach(() => registry.clear());

  /** A plugin that writes down when each of its hooks begins and ends; in between it does what `hooks` say. */
  function plugin(
    name: string,
    hooks: Hooks = {},
    requires: readonly PluginDefinition[] = [],
  ): PluginDefinition<string> {
    const traced = async <Result>(hook: string, work: () => Result | Promise<Result>): Promise<Result> => {
      events.push(`${name}.${hook}`);
      await setImmediate();
      const result = await work();
      events.push(`${name}.${hook} done`);
      return result;
    };
    return definePlugin<string>({
      name,
      root: new URL('.', import.meta.url),
      requires,
      setup: (context, options, environment) =>
        traced('setup', () => hooks.setup?.(context, options, environment) ?? `api of ${name}`),
      ready: (context, api) => traced('ready', () => hooks.ready?.(context, api)),
      stop: (context, api) => traced('stop', () => hooks.stop?.(context, api)),
    });
  }

  function lifecycleOf(...plugins: readonly PluginDefinition[]): PluginLifecycle {
    return new PluginLifecycle({
      plugins,
      sections: Object.fromEntries(plugins.map(({ name }) => [name, { of: name }])),
      environments: Object.fromEntries(plugins.map(({ name }) => [name, { VARIABLE_OF: name }])),
      contextFor: ({ name }) => bareContext({ clock, log: memoryLogger(log, { plugin: name }) }),
      registry,
      clock,
      log: memoryLogger(log),
    });
  }

  /** Moves the clock on, once everything that can happen before has happened. */
  async function pass(ms: number): Promise<void> {
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    await clock.advance(ms, async () => {
      await setImmediate();
    });
  }

  const rejection = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  const begun = (): string[] => events.filter((event) => !event.endsWith(' done'));

  describe('setup', () => {
    it('FW-20 awaits each setup before the next begins, in the order that was sorted', async () => {
      const hub = plugin('hub');
      const panel = plugin('panel', {}, [hub]);
      await lifecycleOf(...sortPlugins([panel, hub]).sorted).setup();
      expect(events).to.deep.equal(['hub.setup', 'hub.setup done', 'panel.setup', 'panel.setup done']);
    });

    it('FW-20 gives each plugin its own context and its own options', async () => {
      const seen: unknown[] = [];
      const setup: Hooks['setup'] = (context, options) => {
        context.log.info({}, 'here');
        seen.push(options);
        return '';
      };
      await lifecycleOf(plugin('a', { setup }), plugin('b', { setup })).setup();
      expect(seen).to.deep.equal([{ of: 'a' }, { of: 'b' }]);
      expect(log.map((line) => line['plugin'])).to.deep.equal(['a', 'b']);
    });

    it('FW-20 what is required answers use in the setup of what requires it', async () => {
      const hub = plugin('hub');
      const panel = plugin('panel', { setup: () => `${use(hub)}, seen by panel` });
      await lifecycleOf(hub, panel).setup();
      expect(use(panel)).to.equal('api of hub, seen by panel');
    });

    it('FW-20 a plugin does not answer use before its own setup has returned', async () => {
      const late = plugin('late');
      const early = plugin('early', { setup: () => use(late) });
      const error = await rejection(lifecycleOf(early, late).setup());
      expect(error).to.be.instanceOf(PluginHookError).with.property('cause').instanceOf(PluginNotEnabledError);
    });

    it('FW-20 a plugin without hooks is set up all the same', async () => {
      const bare = definePlugin({ name: 'bare', root: new URL('.', import.meta.url) });
      const lifecycle = lifecycleOf(bare);
      await lifecycle.setup();
      await lifecycle.ready();
      expect(lifecycle.running.map(({ definition }) => definition.name)).to.deep.equal(['bare']);
      expect(use(bare)).to.equal(undefined);
      expect(await lifecycle.stop()).to.deep.equal([]);
    });

    it('FW-20 a setup that rejects is named, and stops what was set up before it, in reverse', async () => {
      const setup = (): Promise<never> => Promise.reject(new Error('no voice'));
      const lifecycle = lifecycleOf(plugin('a'), plugin('b'), plugin('c', { setup }), plugin('d'));
      const error = await rejection(lifecycle.setup());
      expect(error).to.be.instanceOf(PluginHookError);
      expect(error).to.include({ plugin: 'c', hook: 'setup', code: 'PLUGIN_HOOK' });
      expect((error as Error).message).to.match(/setup of plugin "c" failed: no voice\./);
      expect(begun()).to.deep.equal(['a.setup', 'b.setup', 'c.setup', 'b.stop', 'a.stop']);
    });

    it('FW-20 a setup that throws at once is as one that rejects', async () => {
      const throwing = definePlugin({
        name: 'c',
        root: new URL('.', import.meta.url),
        setup: () => {
          throw new Error('no voice');
        },
      });
      const error = await rejection(lifecycleOf(plugin('a'), throwing).setup());
      expect(error).to.be.instanceOf(PluginHookError).and.include({ plugin: 'c', hook: 'setup' });
      expect(begun()).to.deep.equal(['a.setup', 'a.stop']);
    });

    it('FW-20 a setup that hangs is named once its 30 s are over, not before', async () => {
      const lifecycle = lifecycleOf(plugin('a'), plugin('slow', { setup: HANGS }));
      const failure = rejection(lifecycle.setup());
      await pass(29_999);
      expect(begun()).to.deep.equal(['a.setup', 'slow.setup']);
      await pass(1);
      const error = await failure;
      expect(error).to.be.instanceOf(PluginTimeoutError);
      expect(error).to.include({ plugin: 'slow', hook: 'setup', timeLimit: 30_000 });
      expect((error as Error).message).to.include('setup of plugin "slow" did not return within 30 s');
      expect(begun().at(-1)).to.equal('a.stop');
    });

    it('FW-20 a setup that fails after its time limit is logged', async () => {
      const { promise, reject } = Promise.withResolvers<string>();
      const failure = rejection(lifecycleOf(plugin('slow', { setup: () => promise })).setup());
      await pass(30_000);
      await failure;
      reject(new Error('too late'));
      await setImmediate();
      expect(log.map(({ message }) => message)).to.deep.equal(['The setup of "slow" failed after its time limit.']);
    });
  });

  describe('ready', () => {
    it('FW-20 awaits each ready before the next begins, in order, with the API of setup', async () => {
      const apis: string[] = [];
      const ready: Hooks['ready'] = (_, api) => void apis.push(api);
      const lifecycle = lifecycleOf(plugin('a', { ready }), plugin('b', { ready }));
      await lifecycle.setup();
      events = [];
      await lifecycle.ready();
      expect(events).to.deep.equal(['a.ready', 'a.ready done', 'b.ready', 'b.ready done']);
      expect(apis).to.deep.equal(['api of a', 'api of b']);
    });

    it('FW-20 a ready that fails at boot is named, and ends the round', async () => {
      const ready = (): never => {
        throw new Error('no guild');
      };
      const lifecycle = lifecycleOf(plugin('a', { ready }), plugin('b'));
      await lifecycle.setup();
      const error = await rejection(lifecycle.ready());
      expect(error).to.be.instanceOf(PluginHookError).and.include({ plugin: 'a', hook: 'ready' });
      expect(begun()).not.to.include('b.ready');
    });

    it('FW-20 a ready that hangs is named once its 120 s are over', async () => {
      const lifecycle = lifecycleOf(plugin('slow', { ready: HANGS }));
      await lifecycle.setup();
      const failure = rejection(lifecycle.ready());
      await pass(120_000);
      expect(await failure)
        .to.be.instanceOf(PluginTimeoutError)
        .and.include({ plugin: 'slow', hook: 'ready' });
    });

    it('FW-20 time limits can be set', async () => {
      const plugins = [plugin('slow', { ready: HANGS })];
      const options = { plugins, sections: {}, environments: {}, contextFor: () => bareContext({}), registry, clock };
      const lifecycle = new PluginLifecycle({ ...options, log: memoryLogger(log), limits: { ready: 5 } });
      await lifecycle.setup();
      const failure = rejection(lifecycle.ready());
      await pass(5);
      expect(await failure)
        .to.be.instanceOf(PluginTimeoutError)
        .with.property('timeLimit', 5);
    });

    it('FW-20 after a reconnect, a failure is logged and keeps only what requires the plugin from its turn', async () => {
      let broken = false;
      const ready = (): void => {
        if (broken) throw new Error('no guild');
      };
      const hub = plugin('hub', { ready });
      const lifecycle = lifecycleOf(hub, plugin('panel', {}, [hub]), plugin('trigger'));
      await lifecycle.setup();
      await lifecycle.ready();
      broken = true;
      events = [];
      await lifecycle.readyAgain();
      expect(begun()).to.deep.equal(['hub.ready', 'trigger.ready']);
      expect(log.map(({ level, plugin: name }) => `${level} ${String(name)}`)).to.deep.equal([
        'error hub',
        'warn panel',
      ]);
    });

    it('FW-20 two rounds of ready never overlap', async () => {
      const lifecycle = lifecycleOf(plugin('a'));
      await lifecycle.setup();
      events = [];
      await Promise.all([lifecycle.ready(), lifecycle.readyAgain()]);
      expect(events).to.deep.equal(['a.ready', 'a.ready done', 'a.ready', 'a.ready done']);
    });
  });

  describe('stop', () => {
    it('FW-20 awaits each stop before the next begins, in reverse order', async () => {
      const lifecycle = lifecycleOf(plugin('a'), plugin('b'));
      await lifecycle.setup();
      events = [];
      expect(await lifecycle.stop()).to.deep.equal([]);
      expect(events).to.deep.equal(['b.stop', 'b.stop done', 'a.stop', 'a.stop done']);
      expect(lifecycle.running).to.deep.equal([]);
    });

    it('FW-20 a plugin answers use until its own stop has returned', async () => {
      const hub = plugin('hub');
      const answers: string[] = [];
      const stop = (): void => void answers.push(use(hub));
      const self = plugin('self', { stop: () => void answers.push(use(self)) });
      const lifecycle = lifecycleOf(hub, plugin('panel', { stop }), self);
      await lifecycle.setup();
      await lifecycle.stop();
      expect(answers).to.deep.equal(['api of self', 'api of hub']);
      expect(() => use(hub)).to.throw(PluginNotEnabledError);
    });

    it('FW-20 a stop that fails is logged, and does not keep the others from theirs', async () => {
      const stop = (): Promise<never> => Promise.reject(new Error('stuck'));
      const lifecycle = lifecycleOf(plugin('a'), plugin('b', { stop }), plugin('c'));
      await lifecycle.setup();
      const failures = await lifecycle.stop();
      expect(begun().slice(3)).to.deep.equal(['c.stop', 'b.stop', 'a.stop']);
      expect(failures.map((failure) => failure.plugin)).to.deep.equal(['b']);
      expect(log.map((line) => line['plugin'])).to.deep.equal(['b']);
    });

    it('FW-20 a stop that hangs is given up after its 10 s and named, and the others have their turn', async () => {
      const lifecycle = lifecycleOf(plugin('a'), plugin('b', { stop: HANGS }));
      await lifecycle.setup();
      const stopping = lifecycle.stop();
      await pass(9_999);
      expect(begun().at(-1)).to.equal('b.stop');
      await pass(1);
      const [failure] = await stopping;
      expect(failure).to.be.instanceOf(PluginTimeoutError).and.include({ plugin: 'b', hook: 'stop' });
      expect(begun().at(-1)).to.equal('a.stop');
    });

    it('FW-20 a second stop waits for the first, and stops nothing twice', async () => {
      const lifecycle = lifecycleOf(plugin('a'));
      await lifecycle.setup();
      await Promise.all([lifecycle.stop(), lifecycle.stop()]);
      expect(begun()).to.deep.equal(['a.setup', 'a.stop']);
    });

    it('FW-60 a stop in the midst of setup waits for the hook under way, stops that plugin, and sets up no other', async () => {
      const { promise, resolve } = Promise.withResolvers<string>();
      const lifecycle = lifecycleOf(plugin('a', { setup: () => promise }), plugin('b'));
      const setup = lifecycle.setup();
      const stop = lifecycle.stop();
      resolve('api');
      await Promise.all([setup, stop]);
      expect(events).to.deep.equal(['a.setup', 'a.setup done', 'a.stop', 'a.stop done']);
    });

    it('FW-60 a stop does not wait for a hanging ready longer than for a stop', async () => {
      const lifecycle = lifecycleOf(plugin('a', { ready: HANGS }), plugin('b'));
      await lifecycle.setup();
      const ready = rejection(lifecycle.ready());
      await pass(0);
      const stop = lifecycle.stop();
      await pass(10_000);
      await stop;
      expect(begun().slice(-2)).to.deep.equal(['b.stop', 'a.stop']);
      await pass(120_000);
      expect(await ready).to.be.instanceOf(PluginTimeoutError);
    });
  });
});
