import { actions, texts as words } from '../../action-messages.js';
import { TEXTS_LIMIT } from '../../domain/actions/message.js';
import { optionFaults } from '../../option-messages.js';
import type { View } from '../../views/components.js';
import { textMark, textsOf } from '../../views/action-views.js';
import type { Admin } from '../admin/admin.js';
import type { ActionShown } from '../admin/shown.js';
import { numberIn, textIn } from './given.js';
import type { Order } from './order.js';
import { actionIn, actionPatchIn, textsIn } from './reading-actions.js';
import { refused } from './refusing.js';
import { orGone, type Showing } from './showing.js';

/** What `/action` does. */
export class ActionWorks {
  readonly #admin: Admin;
  readonly #showing: Showing;

  public constructor(admin: Admin, showing: Showing) {
    this.#admin = admin;
    this.#showing = showing;
  }

  public async create({ guild, member, given }: Order): Promise<View> {
    const made = await this.#admin.actions.create(member, actionIn(given, guild));
    return this.#showing.one(guild, 'action', made.id, 0, [actions.created(made)]);
  }

  /** Without anything to change it shows what there is, with controls. */
  public async edit({ guild, member, given }: Order): Promise<View> {
    this.#admin.requireManager(member);
    const { action } = await this.#admin.actions.show(guild, textIn(given, 'action') ?? '');
    const ref = action.id;
    if (Object.keys(given).length === 1) return this.#showing.one(guild, 'action', ref);
    const edited = await this.#admin.actions.edit(member, ref, actionPatchIn(given, guild, action.spec));
    return this.#showing.one(guild, 'action', ref, 0, [actions.edited(edited)]);
  }

  /** Further texts, from a form. */
  public async addTexts(order: Order): Promise<View> {
    const present = textsOf((await this.numbered(order)).action);
    const added = textsIn(order.given);
    if (added.length === 0) throw refused(words.nothing);
    const all = [...present, ...added];
    if (all.length > TEXTS_LIMIT) throw refused(optionFaults.tooManyTexts(all.length, TEXTS_LIMIT));
    return this.#save(order, all, words.added(added.length));
  }

  /** Another text in the place of one, from a form. */
  public async replaceText(order: Order): Promise<View> {
    const present = textsOf((await this.numbered(order)).action);
    const place = this.placeOf(order, present);
    const text = (textIn(order.given, 'texts_1') ?? '').trim();
    if (text === '') throw refused(words.nothing);
    return this.#save(order, present.with(place, text), words.replaced(place + 1));
  }

  public async removeText(order: Order): Promise<View> {
    const present = textsOf((await this.numbered(order)).action);
    const place = this.placeOf(order, present);
    if (present.length === 1) throw refused(words.lastOne);
    const text = present[place] ?? '';
    return this.#save(order, present.toSpliced(place, 1), words.removed(place + 1, text));
  }

  /** The action whose number was given. @throws {UserError} when it is gone. */
  public async numbered({ guild, member, given }: Order): Promise<ActionShown> {
    this.#admin.requireManager(member);
    return orGone('action', () => this.#admin.actions.show(guild, numberIn(given, 'id') ?? 0));
  }

  /** Where the text stands that was chosen. @throws {UserError} when the texts are not what they were. */
  public placeOf({ given }: Order, present: readonly string[]): number {
    const mark = textIn(given, 'mark');
    const place = present.findIndex((text, at) => textMark(at, text) === mark);
    if (place < 0) throw refused(words.changed);
    return place;
  }

  async #save({ guild, member, given }: Order, texts: readonly string[], note: string): Promise<View> {
    const id = numberIn(given, 'id') ?? 0;
    await orGone('action', () => this.#admin.actions.edit(member, id, { texts }));
    return this.#showing.numbered(guild, 'action', id, 0, [note]);
  }
}
