import type { PluginDefinition } from '../plugins/definition.js';
import type { Fault } from '../plugins/errors.js';
import { checkValue } from './issues.js';

/** The environment variables of the plugins, by the plugin's name. */
export interface CheckedEnvironments {
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly faults: readonly Fault[];
}

/** Checks the environment variables that the enabled plugins read. Faults name the variable and never hold a value. */
export async function checkEnvironments(
  enabled: readonly PluginDefinition[],
  get: (name: string) => string | undefined,
): Promise<CheckedEnvironments> {
  const values: Record<string, Readonly<Record<string, unknown>>> = {};
  const faults: Fault[] = [];
  for (const { name, environment } of enabled) {
    if (!environment) continue;
    const given = Object.keys(environment.shape).flatMap((variable) => {
      const value = get(variable);
      return value === undefined ? [] : [[variable, value]];
    });
    const checked = await checkValue(environment, Object.fromEntries(given), [], ([variable = name]) =>
      String(variable),
    );
    if (checked.faults.length === 0) values[name] = checked.value as Readonly<Record<string, unknown>>;
    faults.push(...checked.faults);
  }
  return { values, faults };
}
