import {
  ComponentType,
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  type APIModalInteractionResponseCallbackComponent,
  type APISelectMenuComponent,
} from 'discord-api-types/v10';

/** A component of whatever kind, with the fields that tell one kind from another. */
export interface AnyComponent {
  readonly type: ComponentType;
  readonly id?: number | null;
  readonly custom_id?: string | null;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
  readonly component?: AnyComponent;
}

/** A component and where it stands, such as `components.0.components.2`. */
export interface PlacedComponent {
  readonly component: AnyComponent;
  readonly path: string;
}

type Given =
  | readonly AnyComponent[]
  | readonly APIMessageTopLevelComponent[]
  | readonly APIModalInteractionResponseCallbackComponent[];

/** All components of a message or modal, those that hold others before what they hold. */
export function everyComponent(components: Given, path = 'components'): PlacedComponent[] {
  return below(components, path);
}

function below(components: readonly AnyComponent[], path: string): PlacedComponent[] {
  return components.flatMap((component, index) => withBelow(component, `${path}.${index}`));
}

function withBelow(component: AnyComponent, path: string): PlacedComponent[] {
  return [
    { component, path },
    ...below(component.components ?? [], `${path}.components`),
    ...(component.accessory ? withBelow(component.accessory, `${path}.accessory`) : []),
    ...(component.component ? withBelow(component.component, `${path}.component`) : []),
  ];
}

const selects: ReadonlySet<ComponentType> = new Set([
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
]);

/** Whether a component is a select menu of any kind. */
export function isSelect(type: ComponentType): boolean {
  return selects.has(type);
}

/** A component of a message that people can use. */
export type UsableComponent = APIButtonComponentWithCustomId | APISelectMenuComponent;

/** The button or select of a message that has a custom id, however deep it lies. */
export function findComponent(
  components: readonly APIMessageTopLevelComponent[],
  customId: string,
): UsableComponent | undefined {
  const found = everyComponent(components).find(({ component }) => component.custom_id === customId);
  return found?.component as UsableComponent | undefined;
}
