import type { LogFields, Logger } from '../../src/logging/logger.js';

/** A line as it was logged. */
export interface LogLine extends LogFields {
  readonly level: string;
  readonly message: string;
}

/** A logger that keeps its lines, for tests that read them. */
export function memoryLogger(lines: LogLine[], bound: LogFields = {}): Logger {
  const at = (level: string) => (fields: LogFields, message: string) =>
    void lines.push({ ...bound, ...fields, level, message });
  return {
    trace: at('trace'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
    fatal: at('fatal'),
    child: (fields) => memoryLogger(lines, { ...bound, ...fields }),
  };
}

/** A logger for tests to which the lines do not matter. */
export const silentLogger: Logger = {
  trace: () => {},
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  fatal: () => {},
  child: () => silentLogger,
};
