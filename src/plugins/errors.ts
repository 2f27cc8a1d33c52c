/** One thing that is wrong, as an administrator reads it. Never holds a secret. */
export interface Fault {
  /** The file (with line), variable or plugin. */
  readonly where: string;
  readonly what: string;
  /** What to do about it: a sentence or two. */
  readonly todo?: string;
}

/**
 * What the framework refuses to do. The message says what is wrong, where, and what to do next; it can be shown to an
 * administrator without the stack.
 */
export abstract class RoomkeeperError extends Error {
  /** Stable: programs may compare it, messages may change. */
  public abstract readonly code: string;
  /** The name of the plugin that the error is about, if it is about one. */
  public readonly plugin?: string;

  protected constructor(message: string, details: { readonly plugin?: string; readonly cause?: unknown } = {}) {
    super(message, 'cause' in details ? { cause: details.cause } : undefined);
    if (details.plugin !== undefined) this.plugin = details.plugin;
  }
}

/** The configuration cannot be used. Holds every fault that was found, not only the first. */
export class ConfigurationError extends RoomkeeperError {
  override readonly name = 'ConfigurationError';
  public readonly code = 'CONFIGURATION';
  /** At least one. */
  public readonly faults: readonly Fault[];

  public constructor(faults: readonly Fault[]) {
    super(`The configuration has ${count(faults.length, 'fault')}:\n${listFaults(faults)}`);
    this.faults = faults;
  }
}

/** Files in the plugins' piece folders cannot be loaded as they are. Holds every fault that was found. */
export class PieceError extends RoomkeeperError {
  override readonly name = 'PieceError';
  public readonly code = 'PIECES';
  /** At least one; `where` is the path of the file. */
  public readonly faults: readonly Fault[];

  public constructor(faults: readonly Fault[]) {
    super(`Loading the pieces found ${count(faults.length, 'fault')}:\n${listFaults(faults)}`);
    this.faults = faults;
  }
}

/** `use` was asked for the API of a plugin that is not running. */
export class PluginNotEnabledError extends RoomkeeperError {
  override readonly name = 'PluginNotEnabledError';
  public readonly code = 'PLUGIN_NOT_ENABLED';

  public constructor(plugin: string) {
    super(
      `Plugin "${plugin}" is not enabled, or has not been set up yet. ` +
        `Add "${plugin}" to "plugins" in config.yaml; a plugin that uses it must list it in its "requires".`,
      { plugin },
    );
  }
}

/** The hooks of a plugin that the framework awaits. */
export type HookName = 'setup' | 'ready' | 'stop';

/** A plugin's hook threw or rejected; `cause` is what it threw. */
export class PluginHookError extends RoomkeeperError {
  override readonly name = 'PluginHookError';
  public readonly code = 'PLUGIN_HOOK';
  public readonly hook: HookName;

  public constructor(plugin: string, hook: HookName, cause: unknown) {
    super(
      `The ${hook} of plugin "${plugin}" failed: ${causeLine(cause)}. ` +
        `Correct the cause, or take "${plugin}" out of "plugins" in config.yaml.`,
      { plugin, cause },
    );
    this.hook = hook;
  }
}

/** A plugin's hook did not return within its time limit. It may still be running; nobody waits for it any more. */
export class PluginTimeoutError extends RoomkeeperError {
  override readonly name = 'PluginTimeoutError';
  public readonly code = 'PLUGIN_TIMEOUT';
  public readonly hook: HookName;
  /** In milliseconds. */
  public readonly timeLimit: number;

  public constructor(plugin: string, hook: HookName, timeLimit: number) {
    super(
      `The ${hook} of plugin "${plugin}" did not return within ${timeLimit / 1000} s. ` +
        `See the log for what it waits for, or take "${plugin}" out of "plugins" in config.yaml.`,
      { plugin },
    );
    this.hook = hook;
    this.timeLimit = timeLimit;
  }
}

/** What went wrong, in one line and without a full stop, for use within a sentence. */
export function causeLine(cause: unknown): string {
  const text = cause instanceof Error ? cause.message || cause.name : String(cause);
  return text.trim().replaceAll(/\s+/g, ' ').replace(/\.$/, '');
}

function listFaults(faults: readonly Fault[]): string {
  return faults
    .map(({ where, what, todo }) => `- ${where}: ${what}.${todo === undefined ? '' : ` ${todo}`}`)
    .join('\n');
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
