import { ComponentType as Type } from 'discord-api-types/v10';
import { checkLength } from './bounds.js';
import { isSelect, type AnyComponent, type PlacedComponent } from './component-tree.js';
import { invalidForm } from './errors.js';

/** What a place may hold, and how many. */
interface Slot {
  readonly types: readonly Type[];
  readonly min: number;
  readonly max: number;
}

export const selectTypes = [
  Type.StringSelect,
  Type.UserSelect,
  Type.RoleSelect,
  Type.MentionableSelect,
  Type.ChannelSelect,
] as const;

const displays = [
  Type.ActionRow,
  Type.TextDisplay,
  Type.Section,
  Type.MediaGallery,
  Type.Separator,
  Type.File,
] as const;

/** What the top level of a message with IsComponentsV2 may hold. How many is a matter of the total. */
export const topLevel: Slot = { types: [...displays, Type.Container], min: 0, max: 40 };

const children: ReadonlyMap<Type, Slot> = new Map([
  [Type.ActionRow, { types: [Type.Button, ...selectTypes], min: 1, max: 5 }],
  [Type.Section, { types: [Type.TextDisplay], min: 1, max: 3 }],
  [Type.Container, { types: displays, min: 1, max: 40 }],
]);

const accessories: readonly Type[] = [Type.Button, Type.Thumbnail];

/**
 * Makes sure that `components` fit where they are.
 *
 * @throws {DiscordError} 50035 for a foreign type, too few or too many
 */
export function checkSlot(components: readonly AnyComponent[], { types, min, max }: Slot, path: string): void {
  if (components.length < min || components.length > max) {
    throw invalidForm(path, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
  components.forEach(({ type }, index) => checkType(type, types, `${path}.${index}`));
}

/** @throws {DiscordError} 50035 */
export function checkType(type: Type, types: readonly Type[], path: string): void {
  if (types.includes(type)) return;
  const message = `Value of field "type" must be one of (${types.join(', ')},).`;
  throw invalidForm(`${path}.type`, 'UNION_TYPE_CHOICES', message);
}

/**
 * Checks what a component of a message holds, and the length of its own texts.
 *
 * @throws {DiscordError} 50035
 */
export function checkHeld({ component, path }: PlacedComponent): void {
  const slot = children.get(component.type);
  if (slot) checkSlot(component.components ?? [], slot, `${path}.components`);
  if (component.type === Type.ActionRow) checkWidth(component, path);
  if (component.type === Type.Section) checkAccessory(component, path);
  if (component.type === Type.TextDisplay) checkText(component, path);
  checkCustomId({ component, path });
}

/** A select fills its row. */
function checkWidth({ components = [] }: AnyComponent, path: string): void {
  if (components.length === 1 || !components.some(({ type }) => isSelect(type))) return;
  const message = 'An action row holds up to five buttons or one select menu.';
  throw invalidForm(`${path}.components`, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message);
}

function checkAccessory({ accessory }: AnyComponent, path: string): void {
  if (!accessory) throw invalidForm(`${path}.accessory`, 'BASE_TYPE_REQUIRED', 'This field is required');
  checkType(accessory.type, accessories, `${path}.accessory`);
}

/** @throws {DiscordError} 50035 for a text display without text */
export function checkText(component: AnyComponent, path: string): void {
  const { content = '' } = component as { content?: string };
  checkLength(`${path}.content`, content, 1, 4000);
}

/** @throws {DiscordError} 50035 for a select without a custom id, and for one of over 100 characters */
export function checkCustomId({ component, path }: PlacedComponent): void {
  const { custom_id: customId } = component;
  if (isSelect(component.type) && !customId) {
    throw invalidForm(`${path}.custom_id`, 'BASE_TYPE_REQUIRED', 'This field is required');
  }
  if (typeof customId === 'string') checkLength(`${path}.custom_id`, customId, 1, 100);
}
