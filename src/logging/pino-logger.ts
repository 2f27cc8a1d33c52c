import { createRequire } from 'node:module';
import { pino, stdTimeFunctions, type Logger as Pino } from 'pino';
import type pinoPretty from 'pino-pretty';
import type { LogFields, Logger } from './logger.js';
import { redaction, type Redaction } from './redaction.js';

/** From the most to the least talkative; `silent` writes nothing. */
export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevelName = (typeof LOG_LEVELS)[number];

/** `json`: one object a line, for machines. `pretty`: for people. */
export const LOG_FORMATS = ['json', 'pretty'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface LogOptions {
  readonly level: LogLevelName;
  readonly format: LogFormat;
}

/** Where lines are written to. */
interface Destination {
  write(line: string): unknown;
}

/**
 * Makes the logger that writes to standard output. Lines are written at once, so that none is lost when the process ends, and
 * pass `redact` as a whole: whatever somebody puts into a line, no secret that it knows leaves the process.
 */
export function createLogger(options: LogOptions, redact: Redaction = redaction()): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    serializers: { error: pino.stdSerializers.errWithCause },
  };
  const destination: Destination =
    options.format === 'pretty'
      ? prettyStream()({ sync: true, translateTime: 'SYS:HH:MM:ss', errorLikeObjectKeys: ['error'], singleLine: true })
      : pino.destination({ sync: true });
  return new PinoLogger(pino(settings, { write: (line: string) => void destination.write(redact(line)) }));
}

/** Loaded by those alone who want it: it stays in memory for good. */
function prettyStream(): typeof pinoPretty {
  return createRequire(import.meta.url)('pino-pretty') as typeof pinoPretty;
}

class PinoLogger implements Logger {
  readonly #pino: Pino;

  public constructor(logger: Pino) {
    this.#pino = logger;
  }

  public trace(fields: LogFields, message: string): void {
    this.#pino.trace(fields, message);
  }

  public debug(fields: LogFields, message: string): void {
    this.#pino.debug(fields, message);
  }

  public info(fields: LogFields, message: string): void {
    this.#pino.info(fields, message);
  }

  public warn(fields: LogFields, message: string): void {
    this.#pino.warn(fields, message);
  }

  public error(fields: LogFields, message: string): void {
    this.#pino.error(fields, message);
  }

  public fatal(fields: LogFields, message: string): void {
    this.#pino.fatal(fields, message);
  }

  public child(fields: LogFields): Logger {
    return new PinoLogger(this.#pino.child(fields));
  }
}
