import { isSnowflake } from './snowflake.js';
import type { Snowflake } from './trigger.js';

/** Roles as somebody typed them. */
export interface TypedRoles {
  readonly ids: readonly Snowflake[];
  /** Parts that are no role. */
  readonly strangers: readonly string[];
}

/** The roles in a text of mentions, or of ids; each once. `@everyone` is the role that has the server's id. */
export function typedRoles(text: string, guildId: Snowflake): TypedRoles {
  const rest = text.replaceAll(/<@&(\d+)>/g, ' $1 ').replaceAll('@everyone', ` ${guildId} `);
  const parts = rest.split(/[\s,;]+/).filter((part) => part !== '');
  return {
    ids: [...new Set(parts.filter(isSnowflake))],
    strangers: parts.filter((part) => !isSnowflake(part)),
  };
}
