/** What `/autochannel enable` must know of the channel and of what was asked. */
export interface EnableFacts {
  readonly channel: {
    readonly guildId: string;
    readonly type: 'voice' | 'stage' | 'other';
    readonly isAfkChannel: boolean;
    /** What it is already, to whichever plugin; null when nothing. A source of this plugin is `own-source`. */
    readonly role: 'own-source' | { readonly plugin: string; readonly role: string } | null;
  };
  /** The guild in which the command was used. */
  readonly guildId: string;
  /** The categories that were given. */
  readonly categories: readonly { readonly id: string; readonly guildId: string; readonly isCategory: boolean }[];
  /** The template for overwrites that was given; null when none. */
  readonly template: { readonly id: string; readonly guildId: string; readonly isVoice: boolean } | null;
}

export type Refusal =
  | { readonly reason: 'other-guild'; readonly what: 'channel' | 'category' | 'template' }
  | { readonly reason: 'stage-channel' | 'not-a-voice-channel' | 'afk-channel' }
  | { readonly reason: 'has-role'; readonly plugin: string; readonly role: string }
  | { readonly reason: 'not-a-category'; readonly channelId: string }
  | { readonly reason: 'template-not-voice'; readonly channelId: string };

/** Why a channel cannot become a source, all reasons at once. Empty when it can. */
export function refusals(facts: EnableFacts): Refusal[] {
  return [
    ...channelRefusals(facts),
    ...facts.categories.flatMap((category) => categoryRefusals(category, facts)),
    ...templateRefusals(facts),
  ];
}

function channelRefusals({ channel, guildId }: EnableFacts): Refusal[] {
  // Nothing is said about a channel of another guild but that it is one.
  if (channel.guildId !== guildId) return [{ reason: 'other-guild', what: 'channel' }];
  if (channel.type === 'stage') return [{ reason: 'stage-channel' }];
  if (channel.type === 'other') return [{ reason: 'not-a-voice-channel' }];
  const found: Refusal[] = channel.isAfkChannel ? [{ reason: 'afk-channel' }] : [];
  if (channel.role !== null && channel.role !== 'own-source') found.push({ reason: 'has-role', ...channel.role });
  return found;
}

function categoryRefusals(category: EnableFacts['categories'][number], { guildId }: EnableFacts): Refusal[] {
  if (category.guildId !== guildId) return [{ reason: 'other-guild', what: 'category' }];
  return category.isCategory ? [] : [{ reason: 'not-a-category', channelId: category.id }];
}

function templateRefusals({ template, guildId }: EnableFacts): Refusal[] {
  if (template === null) return [];
  if (template.guildId !== guildId) return [{ reason: 'other-guild', what: 'template' }];
  return template.isVoice ? [] : [{ reason: 'template-not-voice', channelId: template.id }];
}
