import { LogLevel, type ILogger } from '@sapphire/framework';
import { inspect } from 'node:util';
import type { Logger } from './logger.js';

type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';

const levels = new Map<LogLevel, Level>([
  [LogLevel.Trace, 'trace'],
  [LogLevel.Debug, 'debug'],
  [LogLevel.Info, 'info'],
  [LogLevel.Warn, 'warn'],
  [LogLevel.Error, 'error'],
  [LogLevel.Fatal, 'fatal'],
]);

/** Hands what Sapphire logs to our logger. The level is our logger's to decide, so `has` is always true but for traces. */
export class SapphireLogger implements ILogger {
  readonly #log: Logger;

  public constructor(log: Logger) {
    this.#log = log;
  }

  public has(level: LogLevel): boolean {
    return level > LogLevel.Trace;
  }

  public trace(...values: readonly unknown[]): void {
    this.write(LogLevel.Trace, ...values);
  }

  public debug(...values: readonly unknown[]): void {
    this.write(LogLevel.Debug, ...values);
  }

  public info(...values: readonly unknown[]): void {
    this.write(LogLevel.Info, ...values);
  }

  public warn(...values: readonly unknown[]): void {
    this.write(LogLevel.Warn, ...values);
  }

  public error(...values: readonly unknown[]): void {
    this.write(LogLevel.Error, ...values);
  }

  public fatal(...values: readonly unknown[]): void {
    this.write(LogLevel.Fatal, ...values);
  }

  public write(level: LogLevel, ...values: readonly unknown[]): void {
    const error = values.find((value) => value instanceof Error);
    const text = values
      .filter((value) => value !== error)
      .map((value) => (typeof value === 'string' ? value : inspect(value)))
      .join(' ');
    this.#log[levels.get(level) ?? 'info'](error ? { error } : {}, text || (error?.message ?? ''));
  }
}
