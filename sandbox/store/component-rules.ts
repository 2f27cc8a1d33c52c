import { ButtonStyle, ComponentType, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { everyComponent, isSelect, type AnyComponent, type PlacedComponent } from './component-tree.js';
import { checkHeld, checkSlot, topLevel } from './component-structure.js';
import type { EmojiReference } from './emojis.js';
import { invalidForm } from './errors.js';
import { checkChoices, checkOptionTexts } from './select-rules.js';

const MAX_COMPONENTS = 40;
const MAX_TEXT = 4000;
const rows = { types: [ComponentType.ActionRow], min: 0, max: 5 };

/**
 * Checks the components of a message by the rules that Discord's schema does not hold.
 *
 * @param v2 - Whether the message has the flag IsComponentsV2: without it only action rows are possible.
 * @throws {DiscordError} 50035
 */
export function checkMessageComponents(components: readonly APIMessageTopLevelComponent[], v2: boolean): void {
  const all = everyComponent(components);
  if (v2) checkSize(all);
  checkSlot(components, v2 ? topLevel : rows, 'components');
  checkIds(all);
  for (const placed of all) checkOne(placed);
  checkCustomIds(all);
}

function checkSize(all: readonly PlacedComponent[]): void {
  if (all.length > MAX_COMPONENTS) {
    const message = `The message has ${all.length} components; the maximum is ${MAX_COMPONENTS}.`;
    throw invalidForm('components', 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message);
  }
  const length = textOf(all.map(({ component }) => component)).reduce((sum, text) => sum + Array.from(text).length, 0);
  if (length > MAX_TEXT) {
    const message = `The total text of the components must be ${MAX_TEXT} or fewer in length.`;
    throw invalidForm('components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message);
  }
}

function textOf(components: readonly AnyComponent[]): string[] {
  return components.flatMap((component) =>
    component.type === ComponentType.TextDisplay && 'content' in component ? String(component.content) : [],
  );
}

/** The contents of all text displays of a message. */
export function textsOf(components: readonly APIMessageTopLevelComponent[]): string[] {
  return textOf(everyComponent(components).map(({ component }) => component));
}

/**
 * No two components of a message or modal have one id.
 *
 * @throws {DiscordError} 50035
 */
export function checkIds(all: readonly PlacedComponent[]): void {
  const seen = new Set<number>();
  for (const { component, path } of all) {
    if (!component.id) continue;
    if (seen.has(component.id)) {
      throw invalidForm(`${path}.id`, 'COMPONENT_ID_DUPLICATED', 'Component id cannot be duplicated');
    }
    seen.add(component.id);
  }
}

/**
 * No two components of a message or modal have one custom id.
 *
 * @throws {DiscordError} 50035
 */
export function checkCustomIds(all: readonly PlacedComponent[]): void {
  const seen = new Set<string>();
  for (const { component, path } of all) {
    if (!component.custom_id) continue;
    if (seen.has(component.custom_id)) {
      const message = 'Component custom id cannot be duplicated';
      throw invalidForm(`${path}.custom_id`, 'COMPONENT_CUSTOM_ID_DUPLICATED', message);
    }
    seen.add(component.custom_id);
  }
}

function checkOne(placed: PlacedComponent): void {
  const { component } = placed;
  checkHeld(placed);
  if (component.type === ComponentType.Button) checkButton(placed);
  if (isSelect(component.type)) checkChoices(placed);
  if (component.type === ComponentType.StringSelect) checkOptionTexts(placed);
}

interface Button extends AnyComponent {
  readonly style: ButtonStyle;
  readonly label?: string | null;
  readonly url?: string | null;
  readonly sku_id?: string | null;
  readonly emoji?: EmojiReference | null;
}

function checkButton({ component, path }: PlacedComponent): void {
  const button = component as Button;
  const required = (field: string) => invalidForm(`${path}.${field}`, 'BASE_TYPE_REQUIRED', 'This field is required');
  const exclusive = (field: string) =>
    invalidForm(`${path}.${field}`, 'BUTTON_COMPONENT_FIELD_FORBIDDEN', `A button of this style has no ${field}`);
  const isLink = button.style === ButtonStyle.Link;
  const isPremium = button.style === ButtonStyle.Premium;
  if (isLink && !button.url) throw required('url');
  if (isPremium && !button.sku_id) throw required('sku_id');
  if (!isLink && !isPremium && !button.custom_id) throw required('custom_id');
  if ((isLink || isPremium) && button.custom_id) throw exclusive('custom_id');
  if (!isLink && button.url) throw exclusive('url');
  if (isPremium && (button.label || button.emoji)) throw exclusive(button.label ? 'label' : 'emoji');
  if (button.label) checkLength(`${path}.label`, button.label, 1, 80);
  if (!isPremium && !button.label && !button.emoji) {
    throw invalidForm(`${path}.label`, 'BUTTON_COMPONENT_LABEL_REQUIRED', 'A button needs a label or an emoji');
  }
}
