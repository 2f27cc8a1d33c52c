import { ComponentType, type APISelectMenuComponent } from 'discord-api-types/v10';
import { InteractionRefusedError } from './interaction-refusal.js';
import { idOf, type Entity, type Pickable } from './interaction-resolved.js';
import type { OptionReading } from './option-input.js';

const picked: ReadonlyMap<ComponentType, Pickable> = new Map([
  [ComponentType.UserSelect, 'user'],
  [ComponentType.RoleSelect, 'role'],
  [ComponentType.MentionableSelect, 'mentionable'],
  [ComponentType.ChannelSelect, 'channel'],
]);

/** Whether a component is a select menu of any kind. */
export function isSelect(component: { readonly type: ComponentType }): component is APISelectMenuComponent {
  return component.type === ComponentType.StringSelect || picked.has(component.type);
}

/**
 * The values of a select menu, checked as Discord's client does.
 *
 * @throws {InteractionRefusedError}
 */
export function readSelect(
  component: APISelectMenuComponent,
  values: readonly (string | Entity)[],
  reading: OptionReading,
): string[] {
  const fits = (holds: boolean, rule: string) => {
    if (!holds && !reading.force) throw new InteractionRefusedError('badValue', `${component.custom_id}: ${rule}`);
  };
  const ids = values.map(idOf);
  const { min_values: min = 1, max_values: max = 1 } = component;
  fits(new Set(ids).size === ids.length, 'nothing can be chosen twice');
  fits(ids.length >= min && ids.length <= max, `${min} to ${max} values must be chosen`);
  if (component.type === ComponentType.StringSelect) {
    const offered = new Set(component.options.map(({ value }) => value));
    fits(
      ids.every((id) => offered.has(id)),
      'a value is not among its options',
    );
    return ids;
  }
  const kind = picked.get(component.type);
  if (kind) for (const id of ids) reading.resolved.pick(kind, id);
  if (component.type === ComponentType.ChannelSelect) {
    const types = component.channel_types;
    const typeOf = (id: string) => reading.guild?.channels.get(id)?.type;
    fits(
      !types?.length || ids.every((id) => types.some((type) => type === typeOf(id))),
      'a channel is of another type',
    );
  }
  return ids;
}
