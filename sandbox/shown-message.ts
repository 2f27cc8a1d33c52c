import type { APIMessage, APIModalInteractionResponseCallbackData } from 'discord-api-types/v10';
import type { World } from './store/world.js';

/** A component of a message or a form, as far as somebody who types needs to know it. */
export interface ShownComponent {
  readonly customId: string | null;
  /** What it is called: a button's label, a select's placeholder, a field's label. */
  readonly label: string;
  readonly kind: 'text' | 'button' | 'select' | 'field';
  readonly disabled: boolean;
  readonly options: readonly { readonly label: string; readonly value: string }[];
}

/** The fields that components have, whatever they are. */
interface AnyComponent {
  readonly type: number;
  readonly content?: string;
  readonly label?: string;
  readonly placeholder?: string;
  readonly custom_id?: string;
  readonly disabled?: boolean;
  readonly value?: string;
  readonly emoji?: { readonly name?: string | null };
  readonly options?: readonly { readonly label: string; readonly value: string }[];
  readonly components?: readonly AnyComponent[];
  readonly component?: AnyComponent;
  readonly accessory?: AnyComponent;
}

const BUTTON = 2;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;

/** All components of a message or a form, in the order in which they are read. */
export function componentsOf(
  source: Pick<APIMessage, 'components'> | APIModalInteractionResponseCallbackData,
): ShownComponent[] {
  return ((source.components ?? []) as unknown as readonly AnyComponent[]).flatMap((one) => flat(one));
}

function flat(component: AnyComponent, label = component.label): ShownComponent[] {
  const { custom_id: customId = null, disabled = false, options = [], placeholder, content = '' } = component;
  const inner = [...(component.components ?? []), ...(component.accessory ? [component.accessory] : [])];
  if (component.component) return flat(component.component, component.label);
  if (inner.length > 0) return inner.flatMap((one) => flat(one));
  if (component.type === TEXT_DISPLAY) return [{ customId, label: content, kind: 'text', disabled, options: [] }];
  const kind = component.type === BUTTON ? 'button' : component.type === TEXT_INPUT ? 'field' : 'select';
  const name = label ?? placeholder ?? component.emoji?.name ?? customId ?? '';
  return [{ customId, label: name, kind, disabled, options }];
}

/** A message as text: what it says, and below it its buttons and selects. */
export function shownMessage(message: APIMessage, world: World): string {
  const components = componentsOf(message);
  const texts = components.filter(({ kind }) => kind === 'text').map(({ label }) => label);
  const controls = components.filter(({ kind }) => kind !== 'text').map(shownControl);
  const lines = [message.content, ...texts, controls.join(' ')].filter((line) => line !== '');
  return readable(lines.join('\n'), world);
}

/** A form as text: its title and its fields. */
export function shownForm(form: APIModalInteractionResponseCallbackData, world: World): string {
  const fields = componentsOf(form).map((field) =>
    field.kind === 'text' ? field.label : `  ${field.label}:${field.options.length > 0 ? ` ${choices(field)}` : ''}`,
  );
  return readable(['A form opens: ' + form.title, ...fields].join('\n'), world);
}

function shownControl(control: ShownComponent): string {
  const off = control.disabled ? ' (off)' : '';
  if (control.kind === 'button') return `[${control.label}${off}]`;
  return `<${control.label}${off}${control.options.length > 0 ? `: ${choices(control)}` : ''}>`;
}

function choices({ options }: ShownComponent): string {
  return options.map(({ label }) => label).join(' | ');
}

/** Names in place of mentions, and times in place of timestamps, as Discord's client shows them. */
function readable(text: string, world: World): string {
  return text
    .replaceAll(/<#(\d+)>/g, (_, id: string) => `#${world.channels.get(id)?.name ?? 'unknown'}`)
    .replaceAll(/<@!?(\d+)>/g, (_, id: string) => `@${world.users.get(id)?.globalName ?? 'unknown'}`)
    .replaceAll(/<@&(\d+)>/g, (_, id: string) => `@${roleName(id, world)}`)
    .replaceAll(/<t:(\d+)(?::(\w))?>/g, (_, time: string, style: string | undefined) => {
      const shown = new Date(Number(time) * 1000).toLocaleTimeString();
      return style === 'R' ? `at ${shown}` : shown;
    })
    .replaceAll(/\\([^\w\s])/g, '$1');
}

function roleName(id: string, world: World): string {
  const roles = [...world.guilds.values()].flatMap((guild) => guild.roles.get(id) ?? []);
  return roles[0]?.name ?? 'unknown';
}
