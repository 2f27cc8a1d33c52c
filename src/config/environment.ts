import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { LOG_FORMATS, LOG_LEVELS, type LogFormat, type LogLevelName } from '../logging/pino-logger.js';
import { causeLine, type Fault } from '../plugins/errors.js';
import { didYouMean } from '../plugins/nearest-name.js';
import type { ShardSet } from '../sharding/shards.js';
import { readShards } from './shards.js';

/** Environment variables, by name. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** What the environment and `.env` say. */
export interface Environment {
  readonly token?: string;
  readonly api?: string;
  readonly databaseUrl?: string;
  readonly redisUrl?: string;
  /** Absent: all. */
  readonly shards?: ShardSet;
  readonly logLevel?: LogLevelName;
  readonly logFormat?: LogFormat;
  readonly configPath?: string;
  readonly metricsPort?: number;
  readonly metricsHost?: string;
  /** Absolute. */
  readonly dataDirectory: string;
  readonly production: boolean;
  /** Any variable, as it was found. Undefined when it is not set, or empty. */
  readonly get: (name: string) => string | undefined;
  readonly faults: readonly Fault[];
}

interface UrlRule {
  readonly protocols: readonly string[];
  readonly example: string;
}

const HTTP: UrlRule = { protocols: ['http:', 'https:'], example: 'https://discord.com/api' };
const POSTGRES: UrlRule = {
  protocols: ['postgres:', 'postgresql:'],
  example: 'postgresql://user:password@host:5432/database',
};
const REDIS: UrlRule = { protocols: ['redis:', 'rediss:'], example: 'redis://user:password@host:6379' };

/**
 * Reads `.env` of the directory, over which the environment itself wins (an empty variable there means: not set), and checks
 * the variables. Faults never hold a value.
 */
export async function readEnvironment(directory: string, env: Variables): Promise<Environment> {
  const faults: Fault[] = [];
  const variables = { ...(await readDotEnv(directory, faults)), ...env };
  const get = (name: string): string | undefined => variables[name]?.trim() || undefined;
  const url = (name: string, rule: UrlRule): string | undefined => checkUrl(name, get(name), rule, faults);

  const found = {
    token: get('DISCORD_TOKEN'),
    api: url('DISCORD_API', HTTP)?.replace(/\/+$/, ''),
    databaseUrl: url('DATABASE_URL', POSTGRES),
    redisUrl: url('REDIS_URL', REDIS),
    shards: readShards(get('SHARDS'), faults),
    logLevel: checkChoice('LOG_LEVEL', get('LOG_LEVEL'), LOG_LEVELS, faults),
    logFormat: checkChoice('LOG_FORMAT', get('LOG_FORMAT'), LOG_FORMATS, faults),
    configPath: get('ROOMKEEPER_CONFIG'),
    metricsPort: checkPort('METRICS_PORT', get('METRICS_PORT'), faults),
    metricsHost: get('METRICS_HOST'),
  };
  return {
    ...withoutUndefined(found),
    dataDirectory: resolve(directory, get('ROOMKEEPER_DATA') ?? 'data'),
    production: get('NODE_ENV') === 'production',
    get,
    faults,
  };
}

async function readDotEnv(directory: string, faults: Fault[]): Promise<Variables> {
  try {
    return parseEnv(await readFile(resolve(directory, '.env'), 'utf8'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      faults.push({
        where: '.env',
        what: `the file cannot be read: ${causeLine(error)}`,
        todo: 'Check its permissions.',
      });
    }
    return {};
  }
}

function checkUrl(where: string, value: string | undefined, rule: UrlRule, faults: Fault[]): string | undefined {
  if (value === undefined) return undefined;
  const todo = `Write it like ${rule.example}; special characters in a password must be percent-encoded.`;
  if (!URL.canParse(value)) faults.push({ where, what: 'the value is not a URL', todo });
  else if (!rule.protocols.includes(new URL(value).protocol)) {
    faults.push({ where, what: `the URL must begin with ${rule.protocols.map((p) => `${p}//`).join(' or ')}`, todo });
  }
  return value;
}

function checkChoice<Choice extends string>(
  where: string,
  value: string | undefined,
  choices: readonly Choice[],
  faults: Fault[],
): Choice | undefined {
  const choice = choices.find((known) => known === value?.toLowerCase());
  if (value !== undefined && choice === undefined) {
    const what = `the value must be one of ${choices.join(', ')}`;
    faults.push({ where, what, todo: didYouMean(value, choices, 'Choose one of these.') });
  }
  return choice;
}

function checkPort(where: string, value: string | undefined, faults: Fault[]): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65_535) return Number(value);
  const todo = 'Write a port such as 9090; 0 takes any free one, and without the variable nothing listens.';
  faults.push({ where, what: 'the value must be a whole number from 0 to 65535', todo });
  return undefined;
}

type Defined<Shape> = { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> };

function withoutUndefined<Shape extends object>(shape: Shape): Defined<Shape> {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as Defined<Shape>;
}
