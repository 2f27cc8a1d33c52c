/**
 * Writes sandbox/schema/generated/operations.json: which of discord-api-spec's schemas belong to each operation's body and
 * answers. The package has the schemas, but the map from operation to schema only as the TypeScript type `Paths`.
 *
 * A schema is written as its name, or as `{ anyOf }`, `{ array }`, `{ object, required }`, `{ record }`, `{ value }`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
// TypeScript 7 has no compiler API; the schema generator brings a TypeScript that has.
const ts = createRequire(require.resolve('ts-json-schema-generator'))('typescript');

const specification = fileURLToPath(new URL('./discord-api-spec.ts', import.meta.resolve('discord-api-spec')));
const target = new URL('../sandbox/schema/generated/operations.json', import.meta.url);

const source = ts.createSourceFile(specification, await readFile(specification, 'utf8'), ts.ScriptTarget.Latest, true);
const paths = source.statements.find((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'Paths');
const operations = {};
for (const path of paths.members) {
  for (const method of path.type.members)
    operations[`${nameOf(method).toUpperCase()} ${nameOf(path)}`] = operation(method);
}
await writeFile(target, `${JSON.stringify(operations, null, 1)}\n`);

function operation(method) {
  const body = member(method.type, 'requestBody');
  const answers = {};
  for (const response of member(method.type, 'responses').type.members) {
    if (/^2\d\d$/.test(nameOf(response))) answers[nameOf(response)] = schemaOf(response.type);
  }
  const parameters = member(member(method.type, 'parameters').type, 'path');
  const snowflakes = parameters.type.members
    ?.filter(({ type }) => type.getText() === 'SnowflakeType')
    .map((parameter) => nameOf(parameter));
  return { ...(snowflakes?.length && { snowflakes }), body: schemaOf(body.type), answers };
}

/** Null stands for "no body". */
function schemaOf(type) {
  if (ts.isParenthesizedTypeNode(type)) return schemaOf(type.type);
  if (ts.isUnionTypeNode(type)) return { anyOf: type.types.map(schemaOf) };
  if (ts.isArrayTypeNode(type)) return { array: schemaOf(type.elementType) };
  if (ts.isLiteralTypeNode(type)) return { value: JSON.parse(type.getText().replaceAll("'", '"')) };
  if (ts.isTypeLiteralNode(type)) return objectOf(type);
  if (ts.isTypeReferenceNode(type)) return referenceOf(type);
  switch (type.kind) {
    case ts.SyntaxKind.UndefinedKeyword:
    case ts.SyntaxKind.UnknownKeyword:
      return null;
    case ts.SyntaxKind.StringKeyword:
    case ts.SyntaxKind.NumberKeyword:
    case ts.SyntaxKind.BooleanKeyword:
      return { type: type.getText() };
    default:
      throw new Error(`No rule for the type ${type.getText()}`);
  }
}

function referenceOf(type) {
  const [, value] = type.typeArguments ?? [];
  return type.typeName.getText() === 'Record' ? { record: schemaOf(value) } : type.getText();
}

function objectOf(type) {
  const index = type.members.find((node) => ts.isIndexSignatureDeclaration(node));
  if (index) return { record: schemaOf(index.type) };
  return {
    object: Object.fromEntries(type.members.map((field) => [nameOf(field), schemaOf(field.type)])),
    required: type.members.filter((field) => !field.questionToken).map((field) => nameOf(field)),
  };
}

function member(type, name) {
  return type.members.find((node) => nameOf(node) === name);
}

function nameOf(node) {
  return node.name.text;
}
