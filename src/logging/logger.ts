/** Structured fields of a log line. `guild`, `channel`, `user` are ids; `error` is logged with its stack and causes. */
export interface LogFields {
  readonly [field: string]: unknown;
}

/** Writes structured log lines. Nothing in Roomkeeper prints to the console directly. */
export interface Logger {
  trace(fields: LogFields, message: string): void;
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  fatal(fields: LogFields, message: string): void;
  /** A logger that adds `fields` to each of its lines. */
  child(fields: LogFields): Logger;
}
