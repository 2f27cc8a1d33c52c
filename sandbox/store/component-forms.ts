import { ComponentType, type APIMessageTopLevelComponent } from 'discord-api-types/v10';
import { everyComponent, type AnyComponent } from './component-tree.js';

/** A component as JSON, whatever its type. */
export type ComponentFields = Readonly<Record<string, unknown>>;

/**
 * The components of a message as Discord's answer holds them: each with an id, and with the defaults of what is left out.
 * Ids that the author chose stay; the others count up from 1.
 */
export function withIds(components: readonly unknown[]): APIMessageTopLevelComponent[] {
  const given = components as readonly AnyComponent[];
  const nextId = numbering(everyComponent(given).map(({ component }) => component.id));
  return (components as readonly ComponentFields[]).map((component) =>
    complete(component, nextId),
  ) as unknown as APIMessageTopLevelComponent[];
}

/** Counts up from 1, passing over the ids that are taken. */
function numbering(taken: readonly (number | null | undefined)[]): () => number {
  const used = new Set(taken);
  let last = 0;
  return () => {
    do last += 1;
    while (used.has(last));
    return last;
  };
}

function complete(given: ComponentFields, nextId: () => number): ComponentFields {
  const fields = withoutNulls(given);
  const id = fields['id'] ? fields['id'] : nextId();
  return { ...fields, ...defaultsOf(fields), id, ...childrenOf(fields, nextId) };
}

function childrenOf(fields: ComponentFields, nextId: () => number): ComponentFields {
  const { components, accessory } = fields as { components?: ComponentFields[]; accessory?: ComponentFields };
  return {
    ...(components && { components: components.map((child) => complete(child, nextId)) }),
    ...(accessory && { accessory: complete(accessory, nextId) }),
  };
}

function defaultsOf(fields: ComponentFields): ComponentFields {
  switch (fields['type']) {
    case ComponentType.Container:
      return { accent_color: fields['accent_color'] ?? null, spoiler: fields['spoiler'] ?? false };
    case ComponentType.Separator:
      return { divider: fields['divider'] ?? true, spacing: fields['spacing'] ?? 1 };
    case ComponentType.StringSelect:
      return { ...boundsOf(fields), options: (fields['options'] as ComponentFields[]).map(withoutNulls) };
    case ComponentType.UserSelect:
    case ComponentType.RoleSelect:
    case ComponentType.MentionableSelect:
    case ComponentType.ChannelSelect:
      return boundsOf(fields);
    case ComponentType.Thumbnail:
      return { description: fields['description'] ?? null, spoiler: fields['spoiler'] ?? false };
    default:
      return {};
  }
}

function boundsOf(fields: ComponentFields): ComponentFields {
  return { min_values: fields['min_values'] ?? 1, max_values: fields['max_values'] ?? 1 };
}

/** A body may give null for a field that it does not set; an answer leaves such a field out. */
export function withoutNulls(fields: ComponentFields): ComponentFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== undefined));
}
