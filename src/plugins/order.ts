/** What sorting needs to know of a plugin. */
export interface Sortable {
  readonly name: string;
  readonly requires?: readonly { readonly name: string }[];
}

/** A plugin needs another that is not among those to be sorted. */
export interface MissingRequirement {
  readonly plugin: string;
  readonly requires: string;
}

/** What {@link sortPlugins} found. The order can be used when `cycles` and `missing` are empty. */
export interface PluginOrder<Plugin extends Sortable> {
  /** Each after everything that it requires. */
  readonly sorted: readonly Plugin[];
  /** Names along each circle, the first repeated at the end: `['a', 'b', 'a']`. */
  readonly cycles: readonly (readonly string[])[];
  readonly missing: readonly MissingRequirement[];
}

/**
 * Sorts plugins topologically. Stable: what is required moves to just before the first plugin that needs it, everything else
 * keeps its place. Requirements are matched by name, so that two copies of a definition agree.
 */
export function sortPlugins<Plugin extends Sortable>(plugins: readonly Plugin[]): PluginOrder<Plugin> {
  const byName = new Map(plugins.map((plugin) => [plugin.name, plugin]));
  const sorted = new Set<Plugin>();
  const cycles: string[][] = [];
  const missing: MissingRequirement[] = [];

  const visit = (plugin: Plugin, trail: readonly string[]): void => {
    if (sorted.has(plugin)) return;
    const seenAt = trail.indexOf(plugin.name);
    if (seenAt >= 0) {
      cycles.push([...trail.slice(seenAt), plugin.name]);
      return;
    }
    for (const { name } of plugin.requires ?? []) {
      const required = byName.get(name);
      if (required) visit(required, [...trail, plugin.name]);
      else missing.push({ plugin: plugin.name, requires: name });
    }
    sorted.add(plugin);
  };

  for (const plugin of plugins) visit(plugin, []);
  return { sorted: [...sorted], cycles, missing };
}
