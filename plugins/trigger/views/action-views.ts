import { ButtonStyle, type APISelectMenuOption } from 'discord.js';
import { createHash } from 'node:crypto';
import { actions, texts as words } from '../action-messages.js';
import { ids } from '../custom-ids.js';
import { block, type NamesOf } from '../description-messages.js';
import type { Action } from '../domain/action.js';
import { TEXTS_LIMIT } from '../domain/actions/message.js';
import type { ActionLine, ActionShown, Page } from '../services/admin/shown.js';
import { chainLines, danglingLines } from './chain-lines.js';
import { button, menu, row, view, type Row, type View } from './components.js';
import { listed, paged } from './paged.js';

/** A page of the list of actions. */
export function actionList({ items, total, ...at }: Page<ActionLine>, names: NamesOf): View {
  if (total === 0) return view([actions.empty]);
  const entries = items.map(({ action: { id, name } }) => ({ label: name, value: String(id) }));
  return listed(
    actions.heading(total),
    items.map((line) => actions.line(line, names)),
    at,
    (page, way) => ids.list.build('action', String(page), way),
    menu(ids.open.build('action'), actions.choose, entries),
  );
}

/** All there is to know about an action, with controls for its texts. @param notes - What has just been done. */
export function actionShown(shown: ActionShown, names: NamesOf, page = 0, notes: readonly string[] = []): View {
  const { action, chain, users, dangling } = shown;
  const id = String(action.id);
  const lines = [
    actions.title(action),
    actions.does(action, names),
    ...longParameter(action),
    ...(chain.steps.length > 1 || chain.abort !== null ? [actions.chainHeading, ...chainLines(chain, names)] : []),
    ...actions.users(users),
    ...danglingLines(dangling),
    ...(textsOf(action).length >= TEXTS_LIMIT ? [words.full] : []),
    ...textsOf(action).map((text, at) => actions.text(at + 1, text)),
  ];
  return paged(lines, page, (number, way) => ids.show.build('action', id, String(number), way), {
    notes,
    rows: [...textControls(action), controls(action)],
  });
}

/** The texts that an action picks from; none when it sends none. */
export function textsOf({ spec }: Action): readonly string[] {
  return spec.kind === 'message' ? spec.second.texts : [];
}

/** What a text is known by while others change them: its place, and a mark of what it says. */
export function textMark(place: number, text: string): string {
  return `${place}-${createHash('sha256').update(text).digest('base64url').slice(0, 12)}`;
}

function textControls(action: Action): readonly (Row | null)[] {
  const id = String(action.id);
  const entries: readonly Pick<APISelectMenuOption, 'label' | 'value'>[] = textsOf(action).map((text, at) => ({
    label: words.entry(at + 1, text),
    value: textMark(at, text),
  }));
  const removable = entries.length > 1 ? entries : [];
  return [
    menu(ids.replaceText.build(id), words.replace, entries),
    menu(ids.removeText.build(id), words.remove, removable),
  ];
}

function controls(action: Action): Row | null {
  const id = String(action.id);
  const amount = textsOf(action).length;
  const add = amount > 0 && amount < TEXTS_LIMIT ? button(ids.addTexts.build(id), words.add) : null;
  return row(add, button(ids.delete.build('action', id), actions.delete, ButtonStyle.Danger));
}

function longParameter({ spec }: Action): readonly string[] {
  if (spec.kind !== 'create-trigger') return [];
  const { id, parameter } = spec.first.condition;
  return parameter.length > 60 && id !== 'regex' ? [block(parameter)] : [];
}
