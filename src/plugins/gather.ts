import type { EntitySchema } from '@mikro-orm/postgresql';
import { PermissionsBitField, type GatewayIntentBits } from 'discord.js';
import type { OptionalIntent, PluginDefinition, PluginMigration } from './definition.js';

/** A migration as the ORM gets it: `name` is `<plugin>/<name>`. */
export type GatheredMigration = PluginMigration;

/** The gateway intents that the plugins need together, for the client's options. */
export function gatherIntents(enabled: readonly PluginDefinition[]): GatewayIntentBits[] {
  return [...new Set(enabled.flatMap((plugin) => plugin.intents ?? []))];
}

/** The intents that some plugins can do without, and that no other one needs. */
export function gatherOptionalIntents(enabled: readonly PluginDefinition[]): OptionalIntent[] {
  const needed = new Set(gatherIntents(enabled));
  return enabled.flatMap((plugin) => plugin.optionalIntents ?? []).filter(({ intent }) => !needed.has(intent));
}

/** The bot permissions that the plugins need together, for the invite link. */
export function gatherPermissions(enabled: readonly PluginDefinition[]): PermissionsBitField {
  return new PermissionsBitField(enabled.flatMap((plugin) => plugin.permissions ?? []));
}

/** The entities of the plugins. Give it all *installed* ones: a schema diff that misses some would drop their tables. */
export function gatherEntities(installed: readonly PluginDefinition[]): EntitySchema[] {
  return installed.flatMap((plugin) => plugin.entities ?? []);
}

/** The migrations of the plugins, each plugin's in its own order, named `<plugin>/<name>`. Give it all installed ones. */
export function gatherMigrations(installed: readonly PluginDefinition[]): GatheredMigration[] {
  return installed.flatMap((plugin) =>
    (plugin.migrations ?? []).map((migration) => ({ ...migration, name: `${plugin.name}/${migration.name}` })),
  );
}
