import { container } from '@sapphire/framework';
import { expect } from 'chai';
import { definePlugin } from '../../../src/plugins/definition.js';
import { PluginNotEnabledError } from '../../../src/plugins/errors.js';
import { PluginRegistry, use } from '../../../src/plugins/registry.js';

class Greetings {
  public greet(name: string): string {
    return `Hello ${name}`;
  }
}

const greeter = definePlugin({
  name: 'greeter',
  root: new URL('.', import.meta.url),
  setup: () => new Greetings(),
});

describe('FW-20 the APIs of plugins', () => {
  const registry = new PluginRegistry();

  beforeEach(() => registry.install());
  afterEach(() => registry.clear());

  it('FW-20 use answers with the API that was provided, typed', () => {
    registry.provide(greeter, new Greetings());
    const greeting: string = use(greeter).greet('Ada');
    expect(greeting).to.equal('Hello Ada');
  });

  it('FW-20 another copy of a definition is the same key', () => {
    registry.provide(greeter, new Greetings());
    expect(use({ ...greeter })).to.be.instanceOf(Greetings);
  });

  it('FW-20 use of a plugin that is off names it, and what to do', () => {
    expect(() => use(greeter)).to.throw(PluginNotEnabledError, /"greeter" is not enabled.*Add "greeter" to "plugins"/);
  });

  it('FW-20 use after an API was withdrawn throws again', () => {
    registry.provide(greeter, new Greetings());
    registry.withdraw(greeter);
    expect(() => use(greeter))
      .to.throw(PluginNotEnabledError)
      .with.property('plugin', 'greeter');
  });

  it('FW-20 use throws the same error while no bot runs', () => {
    registry.provide(greeter, new Greetings());
    registry.clear();
    expect(() => use(greeter)).to.throw(PluginNotEnabledError);
  });

  it('FW-20 an older bot that is cleared late leaves the newer one its registry', () => {
    const newer = new PluginRegistry();
    newer.install();
    registry.clear();
    expect(container.pluginRegistry).to.equal(newer);
    newer.clear();
    expect(container).not.to.have.property('pluginRegistry');
  });
});
