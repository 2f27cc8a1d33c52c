import { expect } from 'chai';
import { ApplicationCommandOptionType as OptionType, type APIApplicationCommand } from 'discord-api-types/v10';
import { refusalOf } from '../scene.js';
import { hub, ping, Stage } from './stage.js';

const option = (name: string, more: object = {}) => ({ type: OptionType.String, name, description: 'x', ...more });

describe('application commands', () => {
  let stage: Stage;
  let global: string;
  let inGuild: string;

  beforeEach(() => {
    stage = new Stage();
    global = `/applications/${stage.world.application.id}/commands`;
    inGuild = `/applications/${stage.world.application.id}/guilds/${stage.guild.id}/commands`;
  });

  const put = (...body: object[]) => stage.call(`PUT ${global}`, { body }).body as APIApplicationCommand[];

  it('SB-02 a bulk overwrite replaces all commands, and one with the same name keeps its id', () => {
    const [before] = put(ping, hub);
    const after = put({ ...ping, description: 'Another' });
    expect(after.map(({ name }) => name)).to.deep.equal(['ping']);
    expect(after[0]?.id).to.equal(before?.id);
    expect(after[0]?.version).not.to.equal(before?.version);
    expect(stage.list(`GET ${global}`)).to.have.lengthOf(1);
  });

  it('SB-02 a bulk overwrite that changes nothing keeps the versions', () => {
    expect(put(ping, hub)).to.deep.equal(put(ping, hub));
  });

  it('SB-02 a command is created with 201, and overwritten with 200 by one of its name', () => {
    const first = stage.call(`POST ${global}`, { body: ping });
    const second = stage.call(`POST ${global}`, { body: { ...ping, description: 'Another' } });
    expect([first.status, second.status]).to.deep.equal([201, 200]);
    expect((second.body as APIApplicationCommand).id).to.equal((first.body as APIApplicationCommand).id);
  });

  it('SB-02 a command is read, edited and deleted by its id', () => {
    const [{ id } = { id: '' }] = put(ping);
    stage.call(`PATCH ${global}/${id}`, { body: { description: 'Another' } });
    expect(stage.call(`GET ${global}/${id}`).body).to.include({ name: 'ping', description: 'Another' });
    expect(stage.call(`DELETE ${global}/${id}`).status).to.equal(204);
    expect(refusalOf(() => stage.call(`GET ${global}/${id}`))).to.equal('10063');
  });

  it("SB-02 a guild's commands are its own", () => {
    stage.call(`PUT ${inGuild}`, { body: [hub] });
    expect(stage.list(`GET ${inGuild}`)[0]).to.include({ name: 'hub', guild_id: stage.guild.id });
    expect(stage.list(`GET ${global}`)).to.deep.equal([]);
  });

  it('SB-02 localizations are listed only when asked for', () => {
    put({ ...ping, name_localizations: { de: 'klingel' } });
    expect(stage.list(`GET ${global}`)[0]).not.to.have.property('name_localizations');
    const [command] = stage.list(`GET ${global}`, 'with_localizations=true');
    expect(command?.['name_localizations']).to.deep.equal({ de: 'klingel' });
  });

  it('SB-03 commands of a guild without the bot are refused', () => {
    stage.handle.removeBot();
    expect(refusalOf(() => stage.call(`GET ${inGuild}`))).to.equal('50001');
  });

  it("SB-03 another application's commands are refused", () => {
    expect(refusalOf(() => stage.call('GET /applications/123/commands'))).to.equal('10002');
  });

  const refused: Record<string, [object, string]> = {
    'a name with upper case': [{ ...ping, name: 'Ping' }, '0 name'],
    'a name with a blank': [{ ...ping, name: 'ping me' }, '0 name'],
    'a name of 33 characters': [{ ...ping, name: 'p'.repeat(33) }, '0 name'],
    'no description': [{ name: 'ping' }, '0 description'],
    'a description of 101 characters': [{ ...ping, description: 'p'.repeat(101) }, '0 description'],
    'a description of a context menu command': [{ ...ping, type: 2 }, '0 description'],
    '26 options': [{ ...ping, options: Array.from({ length: 26 }, (_, n) => option(`o${n}`)) }, '0 options'],
    'two options of one name': [{ ...ping, options: [option('a'), option('a')] }, '0 options 1 name'],
    'a required option after an optional one': [
      { ...ping, options: [option('a'), option('b', { required: true })] },
      '0 options 1',
    ],
    'an option name with upper case': [{ ...ping, options: [option('A')] }, '0 options 0 name'],
    'an option beside a subcommand': [
      { ...ping, options: [option('a'), { ...option('b'), type: OptionType.Subcommand }] },
      '0 options 0',
    ],
    'a subcommand in a subcommand': [
      {
        ...ping,
        options: [
          { ...option('a'), type: OptionType.Subcommand, options: [{ ...option('b'), type: OptionType.Subcommand }] },
        ],
      },
      '0 options 0 options 0',
    ],
    'choices together with autocomplete': [
      { ...ping, options: [option('a', { autocomplete: true, choices: [{ name: 'x', value: 'x' }] })] },
      '0 options 0 autocomplete',
    ],
    'two choices of one name': [
      {
        ...ping,
        options: [
          option('a', {
            choices: [
              { name: 'x', value: '1' },
              { name: 'x', value: '2' },
            ],
          }),
        ],
      },
      '0 options 0 choices 1 name',
    ],
    'a minimum above the maximum': [
      { ...ping, options: [option('a', { type: OptionType.Integer, min_value: 2, max_value: 1 })] },
      '0 options 0 max_value',
    ],
    'more than 8000 characters': [
      {
        ...ping,
        options: Array.from({ length: 25 }, (_, n) =>
          option(`o${n}`, {
            choices: Array.from({ length: 4 }, (__, m) => ({ name: `${m}`, value: 'v'.repeat(100) })),
          }),
        ),
      },
      '0 options',
    ],
  };
  for (const [what, [body, path]] of Object.entries(refused)) {
    it(`SB-03 ${what} is refused, and no command changes`, () => {
      put(hub);
      expect(refusalOf(() => put(body))).to.equal(`50035 ${path}`);
      expect(stage.list(`GET ${global}`).map(({ name }) => name)).to.deep.equal(['hub']);
    });
  }

  it('SB-03 two commands of one name are refused, but not of two types', () => {
    expect(refusalOf(() => put(ping, ping))).to.equal('50035 1 name');
    expect(put(ping, { name: 'ping', type: 3 })).to.have.lengthOf(2);
  });

  it('SB-03 the 101st slash command is refused', () => {
    const many = Array.from({ length: 101 }, (_, n) => ({ ...ping, name: `ping${n}` }));
    expect(refusalOf(() => put(...many))).to.equal('30032');
  });

  it('SB-03 a command cannot be renamed to the name of another', () => {
    const [{ id } = { id: '' }] = put(ping, hub);
    expect(refusalOf(() => stage.call(`PATCH ${global}/${id}`, { body: { name: 'hub' } }))).to.equal('50035 name');
  });
});
