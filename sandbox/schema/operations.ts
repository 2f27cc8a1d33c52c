import * as specification from 'discord-api-spec/zod';
import * as z from 'zod/mini';
import { readGenerated } from './generated-files.js';

/** A schema as `operations.json` writes it: a name of discord-api-spec, or one made of others. Null is "no body". */
export type SchemaNotation =
  | string
  | null
  | { readonly anyOf: readonly SchemaNotation[] }
  | { readonly array: SchemaNotation }
  | { readonly record: SchemaNotation }
  | { readonly object: Readonly<Record<string, SchemaNotation>>; readonly required: readonly string[] }
  | { readonly value: string | number | boolean | null }
  | { readonly type: 'string' | 'number' | 'boolean' };

/** What Discord's OpenAPI file says about one operation. */
export interface Operation {
  /** The path's parameters that are ids. */
  readonly snowflakes?: readonly string[];
  readonly body: SchemaNotation;
  /** By status. */
  readonly answers: Readonly<Record<string, SchemaNotation>>;
}

const named = specification as unknown as Readonly<Record<string, z.ZodMiniType>>;
const primitives = { string: z.string(), number: z.number(), boolean: z.boolean() };
const compiled = new Map<string, z.ZodMiniType>();

/** Every operation of Discord's HTTP API, by a name such as `POST /guilds/{guild_id}/channels`. */
export const operations = readGenerated('operations.json') as Readonly<Record<string, Operation>>;

/** The validator of a notation; null where there is no body. Made once for each notation. */
export function schemaFor(notation: SchemaNotation): z.ZodMiniType | null {
  if (notation === null) return null;
  const key = JSON.stringify(notation);
  const known = compiled.get(key);
  if (known) return known;
  const schema = compile(notation);
  compiled.set(key, schema);
  return schema;
}

function compile(notation: Exclude<SchemaNotation, null>): z.ZodMiniType {
  if (typeof notation === 'string') return byName(notation);
  if ('anyOf' in notation) return z.union(notation.anyOf.map(part));
  if ('array' in notation) return z.array(part(notation.array));
  if ('record' in notation) return z.record(z.string(), part(notation.record));
  if ('value' in notation) return z.literal(notation.value);
  if ('type' in notation) return primitives[notation.type];
  const fields = Object.entries(notation.object).map(([name, field]) => {
    const schema = part(field);
    return [name, notation.required.includes(name) ? schema : z.optional(schema)] as const;
  });
  return z.object(Object.fromEntries(fields));
}

function part(notation: SchemaNotation): z.ZodMiniType {
  return notation === null ? z.unknown() : compile(notation);
}

function byName(name: string): z.ZodMiniType {
  const schema = named[`${name}Schema`];
  if (!schema) throw new Error(`discord-api-spec has no schema named ${name}`);
  return schema;
}
