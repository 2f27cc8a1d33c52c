import { refuse } from './errors.js';
import type { GuildRecord } from './records.js';
import type { World } from './world.js';

/** How a body names an emoji: a custom one by id, another by the character itself. */
export interface EmojiReference {
  readonly id?: string | null | undefined;
  readonly name?: string | null | undefined;
}

/** An emoji that exists. */
export interface Emoji {
  /** Null for a character. */
  readonly id: string | null;
  readonly name: string;
}

const character = /^\p{RGI_Emoji}$/v;
const PRESENTATION = '\uFE0F';

/** The character as Discord writes it, with the selector that makes it an emoji; null when it is none. */
export function canonical(text: string): string | null {
  if (character.test(text)) return text;
  return character.test(text + PRESENTATION) ? text + PRESENTATION : null;
}

/** The guild that a custom emoji belongs to, among those that the user is in. */
export function homeOfEmoji(world: World, emojiId: string, userId: string): GuildRecord | undefined {
  return [...world.guilds.values()].find(({ emojis, members }) => emojis.has(emojiId) && members.has(userId));
}

/** Whether the bot can put an emoji on a component. */
export function isUsableEmoji(world: World, { id, name }: EmojiReference): boolean {
  if (id) return homeOfEmoji(world, id, world.application.botId) !== undefined;
  return name !== null && name !== undefined && canonical(name) !== null;
}

/** An emoji as an answer holds it: a custom one with the name that it really has. */
export function emojiNamed(world: World, emoji: EmojiReference): EmojiReference {
  if (!emoji.id) return emoji;
  const name = homeOfEmoji(world, emoji.id, world.application.botId)?.emojis.get(emoji.id);
  return name === undefined ? emoji : { ...emoji, name };
}

/** How {@link MessageRecord} keys reactions: a character, or `name:id`. */
export function emojiKey({ id, name }: Emoji): string {
  return id === null ? name : `${name}:${id}`;
}

/** The emoji of a key that {@link emojiKey} made. */
export function emojiOfKey(key: string): Emoji {
  const at = key.lastIndexOf(':');
  return at === -1 ? { id: null, name: key } : { id: key.slice(at + 1), name: key.slice(0, at) };
}

/**
 * Reads an emoji as a path has it: a character, or `name:id`. The name of a custom emoji does not count, its id does.
 *
 * @throws {DiscordError} 10014 for what is no emoji, and for a custom one of a guild that the user is not in
 */
export function parseEmoji(world: World, text: string, userId: string): Emoji {
  const id = /^(?:a:)?\w*:(\d+)$/.exec(text)?.[1];
  if (id !== undefined) {
    const name = homeOfEmoji(world, id, userId)?.emojis.get(id);
    if (name === undefined) throw refuse('unknownEmoji');
    return { id, name };
  }
  const name = canonical(text);
  if (name === null) throw refuse('unknownEmoji');
  return { id: null, name };
}
