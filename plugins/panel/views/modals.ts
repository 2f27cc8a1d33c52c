import {
  ComponentType,
  TextInputStyle,
  type APIComponentInLabel,
  type APILabelComponent,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js';
import { ids, inputs } from '../custom-ids.js';
import { rename, shortened } from '../messages.js';
import { more, templates } from '../dialog-messages.js';

/** The most that Discord takes as a channel's name. */
const NAME_LIMIT = 100;

export function renameModal(roomId: string, presentName: string): APIModalInteractionResponseCallbackData {
  return {
    custom_id: ids.renameModal.build(roomId),
    title: rename.title,
    components: [
      labelled(rename.label, rename.description, {
        type: ComponentType.TextInput,
        custom_id: inputs.name,
        style: TextInputStyle.Short,
        value: shortened(presentName, NAME_LIMIT),
        min_length: 1,
        max_length: NAME_LIMIT,
      }),
    ],
  };
}

export function templateModal(roomId: string): APIModalInteractionResponseCallbackData {
  const options = Object.entries(templates.options).map(([value, option]) => ({ value, ...option }));
  return {
    custom_id: ids.templateModal.build(roomId),
    title: templates.title,
    components: [
      labelled(templates.label, undefined, {
        type: ComponentType.StringSelect,
        custom_id: inputs.template,
        placeholder: templates.placeholder,
        options,
      }),
    ],
  };
}

export function limitModal(roomId: string, limit: number): APIModalInteractionResponseCallbackData {
  return {
    custom_id: ids.limitModal.build(roomId),
    title: more.limit.title,
    components: [
      labelled(more.limit.label, more.limit.description, {
        type: ComponentType.TextInput,
        custom_id: inputs.limit,
        style: TextInputStyle.Short,
        value: String(limit),
        required: false,
        max_length: 2,
      }),
    ],
  };
}

function labelled(label: string, description: string | undefined, component: APIComponentInLabel): APILabelComponent {
  return { type: ComponentType.Label, label, ...(description !== undefined && { description }), component };
}
