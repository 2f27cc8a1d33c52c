import { ButtonStyle } from 'discord.js';
import { ids } from '../custom-ids.js';
import { actionName, type NamesOf } from '../description-messages.js';
import type { Page, TriggerLine, TriggerShown } from '../services/admin/shown.js';
import { triggers } from '../trigger-messages.js';
import { chainLines, danglingLines } from './chain-lines.js';
import { button, menu, row, view, type View } from './components.js';
import { listed, paged } from './paged.js';

/** A page of the list of triggers. */
export function triggerList({ items, total, ...at }: Page<TriggerLine>, names: NamesOf): View {
  if (total === 0) return view([triggers.empty]);
  const lines = items.map(({ trigger }) => triggers.line(trigger, actionName(trigger.actionId, names), names));
  const entries = items.map(({ trigger: { id, name } }) => ({ label: name, value: String(id) }));
  return listed(
    triggers.heading(total),
    lines,
    at,
    (page, way) => ids.list.build('trigger', String(page), way),
    menu(ids.open.build('trigger'), triggers.choose, entries),
  );
}

/** All there is to know about a trigger. @param notes - What has just been done. */
export function triggerShown(shown: TriggerShown, names: NamesOf, page = 0, notes: readonly string[] = []): View {
  const { trigger, chain, dangling } = shown;
  const id = String(trigger.id);
  const lines = [
    triggers.title(trigger),
    ...triggers.facts(trigger, names),
    ...triggers.history(shown),
    triggers.chainHeading,
    ...chainLines(chain, names),
    ...danglingLines(dangling),
  ].filter((line) => line !== null);
  const { enable, disable, delete: remove } = triggers.showing;
  const controls = row(
    trigger.enabled ? button(ids.enable.build(id, 'off'), disable) : button(ids.enable.build(id, 'on'), enable),
    button(ids.delete.build('trigger', id), remove, ButtonStyle.Danger),
  );
  return paged(lines, page, (number, way) => ids.show.build('trigger', id, String(number), way), {
    notes,
    rows: [controls],
  });
}
