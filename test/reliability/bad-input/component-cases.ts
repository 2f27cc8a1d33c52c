import { ComponentType } from 'discord-api-types/v10';
import type { InteractionHandle, Person } from 'roomkeeper/sandbox';
import type { FieldInput } from '../../../sandbox/store/modal-input.js';
import { shown, type Shown } from '../../plugins/panel/scene.js';
import type { SeenControl, SeenForm } from './crawler.js';
import type { FuzzGuild } from './fuzz-scene.js';
import { filled, ids, longTexts, shortly, texts } from './values.js';

/** Something that somebody sends, and whether it may change anything at all. */
export interface ComponentCase {
  readonly name: string;
  readonly send: () => Promise<InteractionHandle>;
  readonly savesNothing: boolean;
}

const force = { force: true };

/** Each field of a form with each text, sent by whom it was opened for. */
export function formCases({ modal, person }: SeenForm, names: Readonly<Record<string, string>>): ComponentCase[] {
  const fields = shown({ components: modal.data.components }).filter((field) => field.custom_id !== undefined);
  return fields.flatMap((field) => {
    const { custom_id: id = '', type } = field;
    const { max_length: max = 4000, min_length: min = 0 } = field as Shown & {
      max_length?: number;
      min_length?: number;
    };
    const values: readonly FieldInput[] =
      type === ComponentType.TextInput
        ? [...texts.map((text) => filled(text, names)), ...longTexts(max)]
        : [['nothing that is offered'], [''], []];
    return values.map((value) => ({
      name: `form ${modal.data.custom_id} ${id}: ${shortly(typeof value === 'string' ? value : JSON.stringify(value))}`,
      send: () => person.submit(modal, { [id]: value }, force),
      savesNothing: typeof value === 'string' ? value.length > max || value.length < min : true,
    }));
  });
}

/** Choices that a select menu does not offer. */
export function choiceCases({ customId, control, message, person }: SeenControl, foreign: FuzzGuild): ComponentCase[] {
  if (control.type === ComponentType.Button) return [];
  const offered = control.type === ComponentType.StringSelect;
  const values: readonly (readonly string[])[] = offered
    ? [
        ['nothing that is offered'],
        ['__proto__'],
        [''],
        [],
        ['0'],
        ['-1'],
        ['x'.repeat(100)],
        [foreign.hub.id],
        ['a', 'a'],
      ]
    : [...ids.map((id) => [id]), [foreign.owner.id], [foreign.talk.id], [foreign.role.id], []];
  return values.map((chosen) => ({
    name: `select ${customId}: ${shortly(JSON.stringify(chosen))}`,
    send: () => person.select(message, customId, chosen, force),
    savesNothing: offered,
  }));
}

/** Custom ids like those that were seen, with parts that are wrong, and some that never were. */
export function forgedIds(seen: readonly string[], foreign: FuzzGuild): string[] {
  const parts = ['', 'x', '-1', '9'.repeat(20), '__proto__', foreign.hub.id, foreign.handle.id, 'NaN', '１'];
  const wrong = seen.flatMap((id) => {
    const [plugin = '', action = '', ...args] = id.split(':');
    const replaced = args.flatMap((_, at) =>
      parts.map((part) => args.map((arg, index) => (index === at ? part : arg))),
    );
    return [[], ...replaced, [...args, 'more'], [...args, ...args]].map((list) => [plugin, action, ...list].join(':'));
  });
  const never = [
    'nothing',
    ':',
    '::',
    'panel',
    'panel:',
    'hub:nothing',
    'core:sudo',
    'trigger:__proto__',
    '👋',
    'x'.repeat(100),
  ];
  return [...new Set([...wrong, ...never])].filter((id) => id.length > 0 && id.length <= 100);
}

/** The same custom id as a button and as a select menu, sent by somebody. */
export function forgedCases(
  person: Person,
  where: SeenControl,
  customId: string,
  savesNothing: boolean,
): ComponentCase[] {
  const at = `${customId} by ${person.name}`;
  return [
    { name: `button ${at}`, send: () => person.click(where.message, customId, force), savesNothing },
    { name: `select ${at}`, send: () => person.select(where.message, customId, ['1'], force), savesNothing },
  ];
}
