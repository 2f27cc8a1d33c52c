import type { ChannelView } from '../../protocol/seat-view.js';

const names = new Map<string, string>();

/** Keeps the names of channels, so that the timeline can name them when they are gone. */
export function learnChannelNames(channels: readonly ChannelView[]): void {
  for (const { id, name } of channels) names.set(id, name);
}

export function channelName(id: string): string {
  return names.get(id) ?? `channel ${id.slice(-5)}`;
}
