import { ButtonStyle } from 'discord.js';
import { ids, type Shown } from '../custom-ids.js';
import { confirmation } from '../trigger-messages.js';
import { button, row, view, type View } from './components.js';

/** Asks before something is deleted. @param force - What "anyway" means; null where nothing stands in the way. */
export function deletionQuestion(what: Shown, id: number, text: string, force: string | null): View {
  const args = force === null ? [what, String(id)] : [what, String(id), 'force'];
  return view(
    [text],
    row(
      button(ids.deleteConfirmed.build(...args), force ?? confirmation.delete, ButtonStyle.Danger),
      button(ids.deleteCancelled.build(), confirmation.cancel),
    ),
  );
}
