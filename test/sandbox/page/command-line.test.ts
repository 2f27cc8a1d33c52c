import { expect } from 'chai';
import { ApplicationCommandOptionType as Type } from 'discord-api-types/v10';
import {
  fittingCommands,
  optionFaults,
  readCommandLine,
  sendableOptions,
} from '../../../sandbox/page/client/commands/command-line.js';
import type { CommandView, OptionView } from '../../../sandbox/page/protocol/seat-view.js';

describe('commands that are typed on the page', () => {
  const option = (name: string, type: Type, more: Partial<OptionView> = {}): OptionView => ({
    name,
    description: '',
    type,
    required: false,
    autocomplete: false,
    choices: [],
    min: null,
    max: null,
    channelTypes: [],
    ...more,
  });
  const command = (line: string, description = '', options: readonly OptionView[] = []): CommandView => ({
    kind: 'slash',
    line,
    description,
    options,
  });
  const enable = command('autochannel enable', 'Makes a channel a source', [
    option('voice_channel', Type.Channel, { required: true }),
    option('grace_period', Type.Integer, { min: 0, max: 60 }),
    option('loud', Type.Boolean),
    option('name', Type.String, { max: 5 }),
  ]);
  const commands = [command('voice', 'Opens the panel'), command('autochannel disable'), enable];
  const greet: CommandView = { ...command('Greet'), kind: 'user' };

  const searches: readonly [string, string[]][] = [
    ['', ['autochannel disable', 'autochannel enable', 'voice']],
    ['auto', ['autochannel disable', 'autochannel enable']],
    ['enable', ['autochannel enable']],
    ['auto en', ['autochannel enable']],
    ['panel', ['voice']],
    ['nothing', []],
  ];
  for (const [typed, lines] of searches) {
    it(`SB-20 offers ${lines.join(', ') || 'nothing'} for "/${typed}"`, () => {
      expect(fittingCommands([greet, ...commands], typed).map(({ line }) => line)).to.deep.equal(lines);
    });
  }

  it('SB-20 reads a command that is typed as a whole, with blanks and quotes in its values', () => {
    const read = readCommandLine('/autochannel enable voice_channel:"New Room" grace_period:10 name:a b', commands);
    expect(read?.command).to.equal(enable);
    expect(read?.given).to.deep.equal({ voice_channel: 'New Room', grace_period: '10', name: 'a b' });
    expect(read?.rest).to.equal('');
  });

  it('SB-20 tells what belongs to no option, and finds no command in what begins with none', () => {
    expect(readCommandLine('/voice now', commands)?.rest).to.equal('now');
    expect(readCommandLine('/voices', commands)).to.equal(null);
    expect(readCommandLine('voice', commands)).to.equal(null);
  });

  it('SB-20 says what is wrong with an option before it is sent', () => {
    const faults = (values: Record<string, string>) => optionFaults(enable.options, values);
    expect(faults({ voice_channel: '1' })).to.deep.equal({});
    expect(Object.keys(faults({}))).to.deep.equal(['voice_channel']);
    expect(faults({ voice_channel: '1', grace_period: '61' })).to.deep.equal({ grace_period: 'Enter at most 60.' });
    expect(faults({ voice_channel: '1', grace_period: '1.5' })).to.deep.equal({
      grace_period: 'Enter a whole number.',
    });
    expect(faults({ voice_channel: '1', name: 'longer' })).to.deep.equal({ name: 'Enter at most 5 characters.' });
  });

  it('SB-20 sends numbers and yes or no as such, and nothing for what is left empty', () => {
    const values = { voice_channel: '1', grace_period: '10', loud: 'false', name: '' };
    expect(sendableOptions(enable.options, values)).to.deep.equal({
      voice_channel: '1',
      grace_period: 10,
      loud: false,
    });
  });
});
