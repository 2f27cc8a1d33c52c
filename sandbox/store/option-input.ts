import {
  ApplicationCommandOptionType as OptionType,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandChannelOption,
  type APIApplicationCommandIntegerOption,
  type APIApplicationCommandNumberOption,
  type APIApplicationCommandStringOption,
} from 'discord-api-types/v10';
import type { FileInput } from './attachments.js';
import { InteractionRefusedError } from './interaction-refusal.js';
import type { Entity, Pickable, ResolvedEntities } from './interaction-resolved.js';
import type { GuildRecord } from './records.js';

/** What a person enters for an option. */
export type OptionInput = string | number | boolean | Entity | FileInput;

/** How a value is read. */
export interface OptionReading {
  readonly guild: GuildRecord | null;
  readonly resolved: ResolvedEntities;
  /** A forged interaction: only what no interaction could hold is refused. */
  readonly force: boolean;
}

/**
 * The value of one option as an interaction holds it. Where it does not fit the option, Discord's client does not send it.
 *
 * @throws {InteractionRefusedError}
 */
export function readOptionValue(
  option: APIApplicationCommandBasicOption,
  value: OptionInput,
  reading: OptionReading,
): string | number | boolean {
  const fits = (holds: boolean, rule: string) => {
    if (!holds && !reading.force) throw new InteractionRefusedError('badValue', `${option.name} must ${rule}`);
  };
  if (option.type === OptionType.String) return readText(option, value, fits);
  if (option.type === OptionType.Integer || option.type === OptionType.Number) return readNumber(option, value, fits);
  if (option.type === OptionType.Boolean) return expectType(option.name, value, 'boolean');
  if (option.type === OptionType.Channel) return readChannel(option, expectEntity(option.name, value), reading, fits);
  if (option.type === OptionType.Attachment) return reading.resolved.attach(expectFile(option.name, value));
  const kind = picked.get(option.type);
  if (kind) return reading.resolved.pick(kind, expectEntity(option.name, value));
  throw new InteractionRefusedError('badValue', `${option.name}: there is no such type of option`);
}

const picked: ReadonlyMap<OptionType, Pickable> = new Map([
  [OptionType.User, 'user'],
  [OptionType.Role, 'role'],
  [OptionType.Mentionable, 'mentionable'],
]);

/** Refuses unless the rule holds or the interaction is forged. */
type Fits = (holds: boolean, rule: string) => void;

function readText(option: APIApplicationCommandStringOption, value: OptionInput, fits: Fits): string {
  const text = expectType(option.name, value, 'string');
  const { min_length: min = 1, max_length: max = 6000, choices } = option;
  fits(text.length >= min && text.length <= max, `have ${min} to ${max} characters`);
  fits(!choices?.length || choices.some((choice) => choice.value === text), 'be one of its choices');
  return text;
}

function readNumber(
  option: APIApplicationCommandIntegerOption | APIApplicationCommandNumberOption,
  value: OptionInput,
  fits: Fits,
): number {
  const number = expectType(option.name, value, 'number');
  const { min_value: min = -(2 ** 53), max_value: max = 2 ** 53, choices } = option;
  fits(option.type === OptionType.Number || Number.isInteger(number), 'be a whole number');
  fits(number >= min && number <= max, `be from ${min} to ${max}`);
  fits(!choices?.length || choices.some((choice) => choice.value === number), 'be one of its choices');
  return number;
}

function readChannel(
  option: APIApplicationCommandChannelOption,
  value: string | Entity,
  { guild, resolved }: OptionReading,
  fits: Fits,
): string {
  const id = resolved.pick('channel', value);
  const type = guild?.channels.get(id)?.type;
  const types = option.channel_types;
  fits(!types?.length || types.some((allowed) => allowed === type), 'be a channel of an allowed type');
  fits(BigInt(resolved.data?.channels?.[id]?.permissions ?? 0) !== 0n, 'be a channel that he can see');
  return id;
}

interface Primitives {
  readonly string: string;
  readonly number: number;
  readonly boolean: boolean;
}

function expectType<Name extends keyof Primitives>(option: string, value: OptionInput, type: Name): Primitives[Name] {
  if (typeof value !== type) throw new InteractionRefusedError('badValue', `${option} takes a ${type}`);
  return value as unknown as Primitives[Name];
}

function expectEntity(option: string, value: OptionInput): string | Entity {
  if (typeof value === 'string' || (typeof value === 'object' && !isFile(value))) return value;
  throw new InteractionRefusedError('badValue', `${option} takes something to pick`);
}

function expectFile(option: string, value: OptionInput): FileInput {
  if (typeof value === 'object' && isFile(value)) return value;
  throw new InteractionRefusedError('badValue', `${option} takes a file`);
}

/** Whether somebody picked a file, not something of Discord's. */
export function isFile(value: Entity | FileInput): value is FileInput {
  return 'filename' in value;
}
