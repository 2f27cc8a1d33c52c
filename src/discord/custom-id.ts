/**
 * A component's custom id: the plugin's name, what the component does, and arguments, joined by colons. Building and
 * parsing agree because both go through one object.
 *
 * @example
 * const confirm = new CustomId('autochannel', 'confirm-disable');
 * confirm.build(source.id);          // 'autochannel:confirm-disable:17'
 * confirm.parse(interaction.customId); // ['17'], or null when it is another component's
 */
export class CustomId {
  readonly #prefix: string;

  public constructor(plugin: string, action: string) {
    this.#prefix = `${plugin}:${action}`;
  }

  /** @throws {RangeError} when the id would be longer than the 100 characters that Discord takes, or an argument holds a colon. */
  public build(...args: readonly string[]): string {
    const id = [this.#prefix, ...args].join(':');
    if (id.length > 100) throw new RangeError(`Custom id longer than 100 characters: ${id}`);
    if (args.some((arg) => arg.includes(':'))) throw new RangeError(`Custom id argument with a colon: ${id}`);
    return id;
  }

  /** The arguments, or null for a custom id of another component. What comes back is what a client sent: check it. */
  public parse(customId: string): string[] | null {
    if (customId === this.#prefix) return [];
    return customId.startsWith(`${this.#prefix}:`) ? customId.slice(this.#prefix.length + 1).split(':') : null;
  }
}

/** The plugin that a custom id names. */
export function pluginOf(customId: string): string {
  return customId.split(':', 1)[0] ?? '';
}
