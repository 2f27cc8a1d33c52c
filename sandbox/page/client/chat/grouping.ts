import type { MessageView } from '../../protocol/seat-view.js';

const SEVEN_MINUTES = 7 * 60_000;

/** Whether a message stands below the one before it without a head of its own: the same author, soon after. */
export function isContinued(before: MessageView | undefined, message: MessageView): boolean {
  if (!before || before.author.id !== message.author.id) return false;
  if (before.system !== null || message.system !== null || message.reply || message.command) return false;
  return before.ephemeral === message.ephemeral && message.at - before.at < SEVEN_MINUTES;
}

/** A message in a few words: for replies, and to be read out. */
export function shortText(message: MessageView): string {
  const texts = [
    message.system ?? '',
    message.content,
    ...textsIn(message.components),
    ...message.embeds.map(embedText),
  ];
  const text = texts.filter(Boolean).join(' ').replaceAll(/\s+/g, ' ').trim();
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

function textsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value !== 'object' || value === null) return [];
  const { content, components } = value as { content?: unknown; components?: unknown };
  return [...(typeof content === 'string' ? [content] : []), ...textsIn(components)];
}

function embedText({ title = '', description = '' }: MessageView['embeds'][number]): string {
  return `${title} ${description}`.trim();
}
