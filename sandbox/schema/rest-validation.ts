import { ChannelType, MessageReferenceType } from 'discord-api-types/v10';
import { isThread } from '../store/channel-rules.js';
import { DiscordError } from '../store/errors.js';
import type { World } from '../store/world.js';
import { faultLine, faultsFrom, nest, type FieldFault } from './field-errors.js';
import { operations, schemaFor, type SchemaNotation } from './operations.js';

/** A call as far as its validation needs it. */
export interface ValidatedCall {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** The fields that hold permission bits. Discord takes them as strings of digits; its OpenAPI file calls them integers. */
const bitFields: ReadonlySet<string> = new Set(['allow', 'deny', 'permissions', 'default_member_permissions']);

/** A request that does not fit Discord's schema: 400, code 50035. */
export class InvalidRequestError extends DiscordError {
  /** The faults, a line each. */
  public readonly lines: readonly string[];

  public constructor(faults: readonly FieldFault[]) {
    super(400, 50035, 'Invalid Form Body', nest(faults));
    this.lines = faults.map(faultLine);
  }
}

/** @throws {InvalidRequestError} when an id in the path or the body does not fit Discord's schema of the operation */
export function validateRequest(world: World, call: ValidatedCall): void {
  const operation = operations[call.operation];
  if (!operation) return;
  const faults = [
    ...faultsOfIds(operation.snowflakes ?? [], call.params),
    ...faultsOf(bodyNotation(world, call, operation.body), withNumericBits(call.body ?? emptyBody(operation.body))),
  ];
  if (faults.length > 0) throw new InvalidRequestError(faults);
}

/** What is wrong with an answer, a line each; empty when nothing is. */
export function faultsOfAnswer(operation: string, status: number, body: unknown): string[] {
  const answers = operations[operation]?.answers;
  if (!answers || status >= 300) return [];
  const notation = answers[status];
  if (notation === undefined) {
    return [`status ${status} is not one of ${Object.keys(answers).join(', ')}, which Discord's schema has`];
  }
  if (notation === null) return body === undefined ? [] : ['a body where Discord sends none'];
  return faultsOf(notation, body)
    .filter(({ path }) => !isForward(path, body))
    .map(faultLine);
}

/** Discord's OpenAPI file knows only replies as references of messages, its documentation forwards too. */
function isForward(path: readonly PropertyKey[], body: unknown): boolean {
  const [outer, inner] = path.slice(-2);
  if (outer !== 'message_reference' || inner !== 'type') return false;
  const value = path.reduce<unknown>((node, key) => (node as Record<PropertyKey, unknown> | undefined)?.[key], body);
  return value === MessageReferenceType.Forward;
}

function faultsOf(notation: SchemaNotation, value: unknown): FieldFault[] {
  const result = schemaFor(notation)?.safeParse(value);
  return result?.error ? faultsFrom(result.error.issues, value) : [];
}

function faultsOfIds(names: readonly string[], params: Readonly<Record<string, string>>): FieldFault[] {
  return names
    .filter((name) => !/^\d{1,20}$/.test(params[name] ?? ''))
    .map((name) => ({
      path: [name],
      code: 'NUMBER_TYPE_COERCE',
      message: `Value "${params[name]}" is not snowflake.`,
    }));
}

/**
 * The schema's union of all channel kinds accepts nearly everything, for a direct message channel has only a name. Discord
 * knows which channel it is, and so does the sandbox.
 */
function bodyNotation(world: World, { operation, params }: ValidatedCall, body: SchemaNotation): SchemaNotation {
  if (operation !== 'PATCH /channels/{channel_id}') return body;
  const channel = world.channels.get(params['channel_id'] ?? '');
  if (!channel) return body;
  if (channel.type === ChannelType.DM) return 'UpdateDMRequestPartial';
  return isThread(channel) ? 'UpdateThreadRequestPartial' : 'UpdateGuildChannelRequestPartial';
}

function emptyBody(notation: SchemaNotation): unknown {
  const isList = typeof notation === 'object' && notation !== null && 'array' in notation;
  return isList ? [] : {};
}

function withNumericBits(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumericBits);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, field]) => {
      const isBits = bitFields.has(key) && typeof field === 'string' && /^\d+$/.test(field);
      return [key, isBits ? Number(field) : withNumericBits(field)];
    }),
  );
}
