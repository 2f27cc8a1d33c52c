import { ButtonStyle, type APIMessageTopLevelComponent } from 'discord.js';
import { ids } from '../custom-ids.js';
import type { ButtonTone, PanelButton, PanelModel } from '../domain/panel-view.js';
import { button, message, row, text, type V2Message } from './components.js';

const styles = {
  neutral: ButtonStyle.Secondary,
  on: ButtonStyle.Success,
  off: ButtonStyle.Danger,
  danger: ButtonStyle.Danger,
} as const satisfies Record<ButtonTone, ButtonStyle>;

/** The panel of a room as a message. The one in the room's text and the ephemeral copies are alike. */
export function panelMessage(roomId: string, { header, members, notes, rows }: PanelModel): V2Message {
  const texts: readonly APIMessageTopLevelComponent[] = [text(header), text(members)];
  const further = notes.length === 0 ? [] : [text(...notes)];
  const buttons = rows.map((ofRow) => row(...ofRow.map((one) => panelButton(roomId, one))));
  return message(...texts, ...further, ...buttons);
}

function panelButton(roomId: string, { action, label, emoji, tone }: PanelButton) {
  return button(customId(roomId, action, tone), { label, emoji, style: styles[tone] });
}

function customId(roomId: string, action: PanelButton['action'], tone: ButtonTone): string {
  switch (action) {
    // A toggle names the state that it leads to, so that of two who press the same button at once the second changes nothing.
    case 'lock':
    case 'hide':
      return ids[action].build(roomId, tone === 'on' ? 'on' : 'off');
    case 'cancel-rename':
      return ids.cancelRename.build(roomId);
    default:
      return ids[action].build(roomId);
  }
}
