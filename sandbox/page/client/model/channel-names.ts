import { signal } from '@preact/signals';
import type { ChannelView } from '../../protocol/seat-view.js';

const names = signal<ReadonlyMap<string, string>>(new Map());

/** Keeps the names of channels, so that the timeline can name them when they are gone. */
export function learnChannelNames(channels: readonly ChannelView[]): void {
  const isKnown = channels.every(({ id, name }) => names.value.get(id) === name);
  if (!isKnown) names.value = new Map([...names.value, ...channels.map(({ id, name }) => [id, name] as const)]);
}

export function channelName(id: string): string {
  return names.value.get(id) ?? `channel ${id.slice(-5)}`;
}
