import {
  ButtonBuilder,
  ButtonStyle,
  ChannelSelectMenuBuilder,
  RoleSelectMenuBuilder,
  StringSelectMenuBuilder,
  type Guild,
} from 'discord.js';
import type { SettingsOf, SettingsSection } from '../../settings/section.js';
import type {
  ChannelSetting,
  ChoiceSetting,
  RoleSetting,
  RolesSetting,
  ToggleSetting,
} from '../../settings/setting.js';
import { inWords } from '../../settings/value-words.js';
import { sudoMessages } from '../sudo-messages.js';
import type { Field } from './catalogue.js';
import { buttons, row, view, wayTo, type SudoView } from './components.js';
import { reset, value as valueId } from './custom-ids.js';
import { nameOf } from './destination.js';
import { valueLine } from './section-view.js';

const messages = sudoMessages.field;

/** A setting that is chosen, not typed. */
export type ChosenSetting = ChannelSetting | ChoiceSetting | RoleSetting | RolesSetting | ToggleSetting;

/** A field whose value is chosen from a select menu. */
export interface ChosenField extends Field {
  readonly setting: ChosenSetting;
}

export function isChosen(field: Field): field is ChosenField {
  return ['toggle', 'choice', 'role', 'roles', 'channel'].includes(field.setting.kind);
}

/** One setting, with the select menu that fits it. What holds at present is chosen already. */
export function fieldView(field: ChosenField, values: SettingsOf<SettingsSection>, guild: Guild): SudoView {
  const { section, name, setting } = field;
  const back = wayTo(nameOf.section(section), sudoMessages.back);
  const toDefault = new ButtonBuilder()
    .setCustomId(reset.build(section.key, name))
    .setLabel(defaultLabel(setting))
    .setStyle(ButtonStyle.Secondary);
  const text = messages.text(section.title, setting.label, setting.description, valueLine(field, values));
  const menu = selectFor(setting, values[name], guild).setCustomId(valueId.build(section.key, name));
  return view(text, row(menu), buttons(toDefault, back));
}

/** Mentions mean nothing on a button. */
function defaultLabel(setting: ChosenSetting): string {
  const words = inWords(setting, setting.default);
  return /[<`]/.test(words) ? messages.plainDefault : messages.byDefault(words).slice(0, 80);
}

function selectFor(setting: ChosenSetting, value: unknown, guild: Guild) {
  switch (setting.kind) {
    case 'toggle':
      return new StringSelectMenuBuilder()
        .setPlaceholder(messages.choose)
        .addOptions(
          { label: messages.on, value: 'on', default: value === true },
          { label: messages.off, value: 'off', default: value === false },
        );
    case 'choice':
      return new StringSelectMenuBuilder()
        .setPlaceholder(messages.choose)
        .addOptions(...setting.choices.map((choice) => ({ ...choice, default: choice.value === value })));
    case 'role':
    case 'roles':
      return roleSelect(setting.kind, value, guild);
    case 'channel':
      return new ChannelSelectMenuBuilder()
        .setPlaceholder(messages.chooseChannel)
        .setChannelTypes(...setting.types)
        .setMinValues(0)
        .setDefaultChannels(...present(value, guild.channels.cache));
  }
}

function roleSelect(kind: 'role' | 'roles', value: unknown, guild: Guild): RoleSelectMenuBuilder {
  return new RoleSelectMenuBuilder()
    .setPlaceholder(kind === 'role' ? messages.chooseRole : messages.chooseRoles)
    .setMinValues(0)
    .setMaxValues(kind === 'role' ? 1 : 25)
    .setDefaultRoles(...present(value, guild.roles.cache));
}

/** Those of the stored ids that are still there: Discord refuses others as defaults. */
function present(value: unknown, there: ReadonlyMap<string, unknown>): string[] {
  const ids: unknown[] = Array.isArray(value) ? value : [value];
  return ids.filter((id) => typeof id === 'string').filter((id) => there.has(id));
}
