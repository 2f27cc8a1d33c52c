import type { ChatInputCommandInteraction } from 'discord.js';
import type { SettingsChange } from '../domain/settings.js';
import type { ChosenChannel, EnableRequest } from './enabling.js';

/** Reads what an admin entered. What was left out is undefined, and leaves the setting as it is. */
export function enableRequest(interaction: ChatInputCommandInteraction<'cached'>): EnableRequest {
  const { options } = interaction;
  const category = options.getChannel('category');
  const fallbacks = [options.getChannel('fallback_category'), options.getChannel('fallback_category_2')].filter(
    (chosen) => chosen !== null,
  );
  const template = options.getChannel('overwrites');
  const change: SettingsChange = {
    // Without what no database stores.
    pattern: options.getString('naming_pattern')?.replaceAll('\0', ''),
    userLimit: options.getInteger('user_limit') ?? undefined,
    graceSeconds: options.getInteger('grace_period') ?? undefined,
    startAt: options.getInteger('start_at') ?? undefined,
    maxBreakouts: options.getInteger('max_breakouts') ?? undefined,
    categoryId: category?.id,
    fallbackCategoryIds: fallbacks.length > 0 ? fallbacks.map(({ id }) => id) : undefined,
    templateChannelId: template?.id,
  };
  return {
    guild: interaction.guild,
    channel: chosen(options.getChannel('voice_channel', true)),
    categories: (category ? [category, ...fallbacks] : fallbacks).map(chosen),
    template: template && chosen(template),
    change,
    userName: interaction.member.displayName,
  };
}

function chosen({ id, name, type }: ChosenChannel): ChosenChannel {
  return { id, name, type };
}
