import type { CommandView, OptionView } from '../../protocol/seat-view.js';

/** Those that fit what is typed behind the slash, the closest first. */
export function fittingCommands(commands: readonly CommandView[], typed: string): CommandView[] {
  const wanted = words(typed);
  return commands
    .filter(({ kind }) => kind === 'slash')
    .map((command) => ({ command, rank: rankOf(command, wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((one, other) => other.rank - one.rank || one.command.line.localeCompare(other.command.line))
    .map(({ command }) => command);
}

function words(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

/** 3 when the command begins like that, 2 when its words do, 1 when its description has all that, 0 when it does not fit. */
function rankOf({ line, description }: CommandView, wanted: readonly string[]): number {
  if (line.startsWith(wanted.join(' '))) return 3;
  const own = words(line);
  if (wanted.every((word) => own.some((one) => one.startsWith(word)))) return 2;
  const about = `${line} ${description}`.toLowerCase();
  return wanted.every((word) => about.includes(word)) ? 1 : 0;
}

/** A command that is typed as a whole: what it is, and its options as they were typed. */
export interface TypedCommand {
  readonly command: CommandView;
  readonly given: Readonly<Record<string, string>>;
  /** Text that belongs to no option. */
  readonly rest: string;
}

/**
 * Reads `/autochannel enable voice_channel:General grace_period:10`. A value reaches to the next option, quotes around it go.
 *
 * @returns null when it begins with no command
 */
export function readCommandLine(text: string, commands: readonly CommandView[]): TypedCommand | null {
  if (!text.startsWith('/')) return null;
  const typed = text.slice(1).trim();
  const command = commands
    .filter(({ kind, line }) => kind === 'slash' && (typed === line || typed.startsWith(`${line} `)))
    .sort((one, other) => other.line.length - one.line.length)[0];
  if (!command) return null;
  const behind = typed.slice(command.line.length);
  const names = command.options.map(({ name }) => name.replaceAll(/[^\w-]/g, String.raw`\$&`));
  const starts = names.length === 0 ? [] : [...behind.matchAll(new RegExp(`(?:^|\\s)(${names.join('|')}):`, 'g'))];
  const given = starts.map((start, index) => {
    const value = behind.slice(start.index + start[0].length, starts[index + 1]?.index);
    return [start[1] ?? '', unquoted(value.trim())] as const;
  });
  return { command, given: Object.fromEntries(given), rest: behind.slice(0, starts[0]?.index).trim() };
}

function unquoted(value: string): string {
  return /^".*"$/.test(value) ? value.slice(1, -1) : value;
}

/** Discord's numbers of option types. */
export const optionTypes = {
  text: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  file: 11,
} as const;

export type OptionValues = Readonly<Record<string, string>>;

/** What is wrong with the options of a command, by name: empty when it can be sent. */
export function optionFaults(options: readonly OptionView[], values: OptionValues): Record<string, string> {
  const faults = options.flatMap((option) => {
    const fault = faultOf(option, values[option.name] ?? '');
    return fault === null ? [] : [[option.name, fault] as const];
  });
  return Object.fromEntries(faults);
}

function faultOf(option: OptionView, value: string): string | null {
  if (value === '') return option.required ? 'This option is required. Specify a value.' : null;
  const type: number = option.type;
  if (type === optionTypes.integer && !/^-?\d+$/.test(value)) return 'Enter a whole number.';
  if (type === optionTypes.number && !Number.isFinite(Number(value))) return 'Enter a number.';
  const isNumber = type === optionTypes.integer || type === optionTypes.number;
  if (!isNumber && type !== optionTypes.text) return null;
  const size = isNumber ? Number(value) : value.length;
  const unit = isNumber ? '' : ' characters';
  if (option.min !== null && size < option.min) return `Enter at least ${option.min}${unit}.`;
  return option.max !== null && size > option.max ? `Enter at most ${option.max}${unit}.` : null;
}

/** The options as they are sent: numbers and yes or no as such, empty ones not at all. */
export function sendableOptions(
  options: readonly OptionView[],
  values: OptionValues,
): Record<string, string | number | boolean> {
  const given = options.filter(({ name }) => (values[name] ?? '') !== '');
  return Object.fromEntries(given.map(({ name, type }) => [name, toValue(type, values[name] ?? '')]));
}

function toValue(type: number, value: string): string | number | boolean {
  if (type === optionTypes.integer || type === optionTypes.number) return Number(value);
  return type === optionTypes.boolean ? value === 'true' : value;
}
