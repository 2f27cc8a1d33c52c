import { CustomId } from 'roomkeeper';

const control = (action: string): CustomId => new CustomId('trigger', action);

/** What lists are of. */
export const listed = ['trigger', 'action', 'group', 'blacklist'] as const;
export type Listed = (typeof listed)[number];
export type Shown = Exclude<Listed, 'blacklist'>;

/** The controls of trigger. Their arguments are what a client sent: checked when they are used. */
export const ids = {
  /** [what, page, which way] */
  list: control('list'),
  /** [what]; the value chosen is the number of what is to be shown. */
  open: control('open'),
  /** [what, number, page, which way] */
  show: control('show'),
  /** [draft, page, which way] */
  test: control('test'),
  /** [number, `on` or `off`] */
  enable: control('enable'),
  /** [what, number] */
  delete: control('delete'),
  /** [what, number, `force` where it is] */
  deleteConfirmed: control('delete-confirmed'),
  deleteCancelled: control('delete-cancelled'),
  /** [draft] */
  draftAgain: control('draft-again'),
  draftSent: control('draft-sent'),
  /** [action] */
  addTexts: control('add-texts'),
  /** [action]; the value chosen is the text's place and mark. */
  replaceText: control('replace-text'),
  removeText: control('remove-text'),
  /** [import] */
  importConfirmed: control('import-confirmed'),
  importCancelled: control('import-cancelled'),
  /** [import, page, which way] */
  importPage: control('import-page'),
  /** [page, which way] */
  reactionRoles: control('reaction-roles'),
  /** [menu, action] */
  roleButton: control('role-button'),
  /** [menu]; the values chosen are actions. */
  roleSelect: control('role-select'),
  /** [menu]; stands in a menu that has no entries, and does nothing. */
  roleMenuEmpty: control('role-menu-empty'),
} as const;
