import type { APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { everyComponent, type AnyComponent } from './component-tree.js';
import { isUsableEmoji, type EmojiReference } from './emojis.js';
import { invalidForm } from './errors.js';
import type { World } from './world.js';

interface Decorated extends AnyComponent {
  readonly emoji?: EmojiReference | null;
  readonly options?: readonly { readonly emoji?: EmojiReference | null }[] | null;
}

/**
 * Makes sure that the emojis on buttons and options exist, and that the bot can use them.
 *
 * @throws {DiscordError} 50035
 */
export function checkComponentEmojis(world: World, components: readonly APIMessageTopLevelComponent[]): void {
  for (const { component, path } of everyComponent(components)) {
    const { emoji, options } = component as Decorated;
    checkEmoji(world, emoji, path);
    options?.forEach((option, index) => checkEmoji(world, option.emoji, `${path}.options.${index}`));
  }
}

function checkEmoji(world: World, emoji: EmojiReference | null | undefined, path: string): void {
  if (!emoji || isUsableEmoji(world, emoji)) return;
  throw invalidForm(`${path}.emoji.${emoji.id ? 'id' : 'name'}`, 'COMPONENT_INVALID_EMOJI', 'Invalid emoji');
}
