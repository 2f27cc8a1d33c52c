/**
 * Writes sandbox/schema/generated/dispatches.json: one JSON Schema bundle with a definition for the data of each gateway
 * event, made from discord-api-types. `definitions.Dispatches.properties` leads from an event's name to its definition.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { createGenerator } from 'ts-json-schema-generator';

const target = new URL('../sandbox/schema/generated/dispatches.json', import.meta.url);
/** Types that break the pattern `Gateway<Event>DispatchData`. RESUMED has no data. */
const irregular = {
  MessagePollVoteAdd: 'GatewayMessagePollVoteDispatchData',
  MessagePollVoteRemove: 'GatewayMessagePollVoteDispatchData',
};

// Inside the project, so that the module resolution finds discord-api-types.
const folder = await mkdtemp(fileURLToPath(new URL('./dispatch-schemas-', import.meta.url)));
try {
  const path = join(folder, 'dispatches.ts');
  await writeFile(path, declarations());
  const schema = createGenerator({ path, type: 'Dispatches', skipTypeCheck: true, jsDoc: 'none' }).createSchema(
    'Dispatches',
  );
  repair(schema);
  await writeFile(target, printed(stablyNamed(schema.definitions)));
} finally {
  await rm(folder, { recursive: true });
}

function declarations() {
  const events = Object.entries(GatewayDispatchEvents).filter(([key]) => key !== 'Resumed');
  const types = events.map(([key, name]) => `  ${name}: discord.${irregular[key] ?? `Gateway${key}DispatchData`};`);
  return `import type * as discord from 'discord-api-types/v10';\nexport interface Dispatches {\n${types.join('\n')}\n}\n`;
}

/** Flags combine, which an enum cannot express; ids and bits are digits; and some types become an enum without members. */
function repair(schema) {
  for (const name of Object.keys(schema.definitions)) {
    if (name.endsWith('Flags')) schema.definitions[name] = { type: 'integer' };
  }
  for (const name of ['Snowflake', 'Permissions']) schema.definitions[name].pattern = '^[0-9]+$';
  // Discord's OpenAPI file requires it, discord-api-types does not know it yet.
  schema.definitions.APIUnfurledMediaItem.properties.id = { $ref: '#/definitions/Snowflake' };
  repairSnapshot(schema.definitions);
  dropEmptyEnums(schema);
}

/** Of what a forward holds, the generator takes each field for a whole message, and as required. */
function repairSnapshot({ APIMessage: message, APIMessageSnapshotFields: snapshot }) {
  const fields = Object.keys(snapshot.properties);
  snapshot.properties = Object.fromEntries(fields.map((field) => [field, message.properties[field]]));
  snapshot.required = fields.filter((field) => message.required.includes(field));
}

/**
 * The generator names what comes of a generic type after the folder it runs in. Here they are numbered in the order in which
 * one comes to them from `Dispatches`, so that every machine writes the same file.
 */
function stablyNamed(definitions) {
  const names = new Map();
  const counts = new Map();
  const result = {};
  const visit = (name) => {
    if (names.has(name)) return names.get(name);
    const [base, generic] = name.split('<');
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    const stable = generic === undefined ? base : `${base}-${count}`;
    names.set(name, stable);
    result[stable] = null;
    result[stable] = withReferences(definitions[name], visit);
    return stable;
  };
  visit('Dispatches');
  return result;
}

function withReferences(node, visit) {
  if (Array.isArray(node)) return node.map((item) => withReferences(item, visit));
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node).map(([key, value]) =>
    key === '$ref' && typeof value === 'string'
      ? [key, `#/definitions/${visit(decodeURIComponent(value.slice('#/definitions/'.length)))}`]
      : [key, withReferences(value, visit)],
  );
  return Object.fromEntries(entries);
}

/** A definition a line: changes can be read and merged. */
function printed(definitions) {
  const lines = Object.entries(definitions).map(
    ([name, schema]) => `${JSON.stringify(name)}: ${JSON.stringify(schema)}`,
  );
  return `{ "definitions": {\n${lines.join(',\n')}\n} }\n`;
}

function dropEmptyEnums(node) {
  if (typeof node !== 'object' || node === null) return;
  if (Array.isArray(node.enum) && node.enum.length === 0) delete node.enum;
  Object.values(node).forEach(dropEmptyEnums);
}
