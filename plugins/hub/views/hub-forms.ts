import { LabelBuilder, ModalBuilder, StringSelectMenuBuilder, TextInputBuilder, TextInputStyle } from 'discord.js';
import { LOCKDOWN_MINUTES } from '../domain/lockdown.js';
import { NAME_LIMIT } from '../domain/name-filter.js';
import { templateKeys, type Hub } from '../domain/room.js';
import { lockdown } from '../lockdown-messages.js';
import { creating, editing, templates } from '../sudo-messages.js';
import { controls, fields } from './controls.js';

/** Stands for "no template" in the menu of templates, which takes no empty value. */
export const BUILT_IN = 'built-in';

/** The form of a new hub. */
export function creationForm(): ModalBuilder {
  const name = text(fields.name).setMinLength(1).setMaxLength(NAME_LIMIT).setPlaceholder(creating.namePlaceholder);
  return new ModalBuilder()
    .setCustomId(controls.hubCreated.build())
    .setTitle(creating.title)
    .addLabelComponents(label(creating.name, creating.nameDescription).setTextInputComponent(name));
}

/** The form of a hub's defaults, filled in with what holds. */
export function defaultsForm(hub: Hub): ModalBuilder {
  const { manualName, userLimit } = hub.defaults;
  const name = text(fields.manualName)
    .setMaxLength(4 * NAME_LIMIT)
    .setRequired(false);
  const limit = text(fields.userLimit).setMaxLength(10).setRequired(false);
  if (manualName !== null) name.setValue(manualName);
  if (userLimit !== null) limit.setValue(String(userLimit));
  return new ModalBuilder()
    .setCustomId(controls.defaultsTyped.build(hub.id))
    .setTitle(editing.title(hub))
    .addLabelComponents(
      label(editing.template, editing.templateDescription).setStringSelectMenuComponent(templateMenu(hub)),
      label(editing.manualName, editing.manualNameDescription).setTextInputComponent(name),
      label(editing.userLimit, editing.userLimitDescription).setTextInputComponent(limit),
    );
}

/** The form of a hub's lockdown. */
export function minutesForm(hub: Hub): ModalBuilder {
  const minutes = text(fields.minutes)
    .setMaxLength(10)
    .setPlaceholder(String(LOCKDOWN_MINUTES.min * 30));
  return new ModalBuilder()
    .setCustomId(controls.minutesTyped.build(hub.id))
    .setTitle(lockdown.title(hub))
    .addLabelComponents(label(lockdown.minutes, lockdown.minutesDescription).setTextInputComponent(minutes));
}

function templateMenu({ defaults }: Hub): StringSelectMenuBuilder {
  const builtIn = { value: BUILT_IN, label: editing.builtIn, description: editing.builtInDescription };
  const keys = templateKeys.map((key) => ({ value: key, label: key, description: templates[key] }));
  const options = [builtIn, ...keys].map((option) => ({
    ...option,
    default: option.value === (defaults.template ?? BUILT_IN),
  }));
  return new StringSelectMenuBuilder()
    .setCustomId(fields.template)
    .setPlaceholder(editing.templatePlaceholder)
    .setRequired(false)
    .addOptions(options);
}

function label(title: string, description: string): LabelBuilder {
  return new LabelBuilder().setLabel(title).setDescription(description);
}

function text(customId: string): TextInputBuilder {
  return new TextInputBuilder().setCustomId(customId).setStyle(TextInputStyle.Short);
}
