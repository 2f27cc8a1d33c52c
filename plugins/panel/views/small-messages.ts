import { ButtonStyle, ComponentType, MessageFlags, type Message, type MessageCreateOptions } from 'discord.js';
import type { Answer } from 'roomkeeper';
import { ids } from '../custom-ids.js';
import { roomGone, stickyButton } from '../messages.js';
import { button, message, row, text, type V2Message } from './components.js';

/** A question with a button for yes and one for no. */
export interface Question {
  readonly text: string;
  readonly confirm: { readonly customId: string; readonly label: string };
  readonly cancel: { readonly customId: string; readonly label: string };
}

export function question({ text: content, confirm, cancel }: Question): V2Message {
  return message(
    text(content),
    row(
      button(confirm.customId, { label: confirm.label, style: ButtonStyle.Danger }),
      button(cancel.customId, { label: cancel.label }),
    ),
  );
}

/** A sentence in place of a message with controls. */
export function sentence(content: string): V2Message {
  return message(text(content));
}

/** What becomes of a message whose room is gone: it says so, and has no controls any more. */
export function goneMessage(old: Pick<Message, 'flags'>): Answer {
  return old.flags.has(MessageFlags.IsComponentsV2) ? sentence(roomGone) : { content: roomGone, components: [] };
}

/** By what the button at the bottom of a room's text is known. */
export function stickyId(roomId: string): string {
  return ids.openPanel.build(roomId);
}

/** The button at the bottom of a room's text: no text, and not of Components V2. */
export function stickyMessage(roomId: string): Pick<MessageCreateOptions, 'components'> {
  const open = button(stickyId(roomId), stickyButton);
  return { components: [{ type: ComponentType.ActionRow, components: [open] }] };
}
