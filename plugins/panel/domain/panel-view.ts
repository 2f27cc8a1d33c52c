import type { PanelFacts, PanelGrace, PanelMember, PendingName } from './panel-facts.js';
import { fitted } from './fitted-list.js';

/** Discord takes this many characters over all texts of a message. Counted in UTF-16 units, the strictest way to count. */
export const TEXT_LIMIT = 4000;

/** What the buttons of a panel do. */
export type PanelAction =
  | 'rename'
  | 'hosts'
  | 'templates'
  | 'access'
  | 'more'
  | 'lock'
  | 'hide'
  | 'claim'
  | 'delete'
  | 'cancel-rename';

/** `on` and `off` are the two states of a toggle, green and red. */
export type ButtonTone = 'neutral' | 'on' | 'off' | 'danger';

export interface PanelButton {
  readonly action: PanelAction;
  readonly label: string;
  /** Beside the label, which says the same. */
  readonly emoji: string;
  readonly tone: ButtonTone;
}

/** A panel, before it is a message. */
export interface PanelModel {
  /** Who the room belongs to. */
  readonly header: string;
  /** Who is in it, a line for each; of very many, how many more there are. */
  readonly members: string;
  /** What else matters at the moment. */
  readonly notes: readonly string[];
  readonly rows: readonly (readonly PanelButton[])[];
}

/** How a button is labelled. */
export interface ButtonFace {
  readonly label: string;
  readonly emoji: string;
}

type Toggle = 'lock' | 'hide';

/** The wording of a panel. */
export interface PanelWords {
  readonly header: (ownerId: string, createdAt: number) => string;
  readonly headerInGrace: (ownerId: string, grace: PanelGrace) => string;
  readonly membersHeading: string;
  readonly member: (member: PanelMember) => string;
  readonly nobody: string;
  readonly more: (count: number) => string;
  readonly pendingName: (pending: PendingName) => string;
  readonly nameByPerson: string;
  readonly nameByPersonForGood: string;
  readonly nameWithoutPresence: string;
  readonly userLimit: (limit: number) => string;
  readonly buttons: Readonly<Record<Exclude<PanelAction, Toggle>, ButtonFace>>;
  readonly toggles: Readonly<Record<Toggle, { readonly on: ButtonFace; readonly off: ButtonFace }>>;
}

/**
 * The panel of a room. Shows nothing but `facts`, so that equal facts look the same, and never more than Discord takes: of too many
 * members the last to come are counted instead of named.
 */
export function panelView(facts: PanelFacts, words: PanelWords): PanelModel {
  const header =
    facts.grace === null
      ? words.header(facts.ownerId, facts.createdAt)
      : words.headerInGrace(facts.ownerId, facts.grace);
  const notes = notesOf(facts, words);
  const used = [header, words.membersHeading, ...notes].reduce((sum, text) => sum + text.length + 1, 0);
  const lines = facts.members.toSorted(byTenure).map(words.member);
  const shown = lines.length === 0 ? [words.nobody] : fitted(lines, TEXT_LIMIT - used, words.more);
  return { header, members: [words.membersHeading, ...shown].join('\n'), notes, rows: rowsOf(facts, words) };
}

function notesOf({ pendingName, nameSource, userLimit }: PanelFacts, words: PanelWords): string[] {
  const notes: string[] = [];
  if (pendingName !== null) notes.push(words.pendingName(pendingName));
  if (nameSource === 'person') notes.push(words.nameByPerson);
  if (nameSource === 'person-for-good') notes.push(words.nameByPersonForGood);
  if (nameSource === 'no-presence') notes.push(words.nameWithoutPresence);
  if (userLimit > 0) notes.push(words.userLimit(userLimit));
  return notes;
}

function rowsOf({ locked, hidden, pendingName }: PanelFacts, words: PanelWords): PanelButton[][] {
  const button = (action: Exclude<PanelAction, Toggle>, tone: ButtonTone = 'neutral'): PanelButton => ({
    action,
    ...words.buttons[action],
    tone,
  });
  const toggle = (action: Toggle, open: boolean): PanelButton => {
    const tone = open ? 'on' : 'off';
    return { action, ...words.toggles[action][tone], tone };
  };
  const rows = [
    [button('rename'), button('hosts'), button('templates'), button('access'), button('more')],
    [toggle('lock', !locked), toggle('hide', !hidden), button('claim'), button('delete', 'danger')],
  ];
  return pendingName === null ? rows : [...rows, [button('cancel-rename')]];
}

function byTenure(one: PanelMember, other: PanelMember): number {
  return one.joinedAt - other.joinedAt || (BigInt(one.userId) < BigInt(other.userId) ? -1 : 1);
}
