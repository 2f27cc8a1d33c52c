import { Ajv, type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv';
import { readGenerated } from './generated-files.js';

interface Bundle extends SchemaObject {
  readonly definitions: Readonly<Record<string, SchemaObject>>;
}

const bundle = readGenerated('dispatches.json') as Bundle;
const events = (bundle.definitions['Dispatches'] as { properties: Readonly<Record<string, SchemaObject>> }).properties;
const ajv = new Ajv({ strict: false, validateSchema: false, code: { optimize: false } });
ajv.addSchema(bundle, 'dispatches');
/** Each event's validator is compiled when the event is first sent: all of them together would take seconds. */
const validators = new Map<string, ValidateFunction>();

/** What is wrong with the data of an event, a line each; empty when nothing is. */
export function faultsOfDispatch(event: string, data: unknown): string[] {
  const validate = validatorOf(event);
  if (!validate) return ['discord-api-types knows no such event'];
  return validate(data) ? [] : (validate.errors ?? []).map(errorLine);
}

function validatorOf(event: string): ValidateFunction | undefined {
  if (!(event in events)) return undefined;
  let validate = validators.get(event);
  if (!validate) {
    validate = ajv.compile({ $ref: `dispatches#/definitions/Dispatches/properties/${event}` });
    validators.set(event, validate);
  }
  return validate;
}

function errorLine({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath || '(data)'} ${message ?? ''} ${JSON.stringify(params)}`;
}
