import type { Clock } from 'roomkeeper';
import type { NamesOf } from '../../description-messages.js';
import type { Admin } from '../admin/admin.js';
import type { Catalogue } from '../catalogue.js';
import type { Portability } from '../portable/portability.js';
import { ActionWorks } from './action-works.js';
import { Deleting, type DrawsMenus } from './deleting.js';
import { Desk, type Work } from './desk.js';
import { Drafts } from './drafts.js';
import type { Line } from './fields.js';
import { GroupWorks } from './group-works.js';
import { namesOf } from './names.js';
import type { Order } from './order.js';
import { Porting } from './porting.js';
import { actionIn, checkOptions, kindIn } from './reading-actions.js';
import { triggerIn } from './reading-triggers.js';
import { Showing } from './showing.js';
import { Suggestions } from './suggestions.js';
import { TriggerWorks } from './trigger-works.js';

/** What commands, forms, buttons and menus use: `use(trigger).front`. */
export interface Front {
  readonly desk: Desk;
  readonly drafts: Drafts;
  readonly triggers: TriggerWorks;
  readonly actions: ActionWorks;
  readonly groups: GroupWorks;
  readonly showing: Showing;
  readonly deleting: Deleting;
  readonly suggestions: Suggestions;
  readonly porting: Porting;
}

export interface FrontParts {
  readonly admin: Admin;
  readonly catalogue: Catalogue;
  readonly portability: Portability;
  readonly clock: Clock;
  readonly prefixOf: (guildId: string) => string;
  readonly menus: DrawsMenus;
}

export function front({ admin, catalogue, portability, clock, prefixOf, menus }: FrontParts): Front {
  const names = (guildId: string): Promise<NamesOf> => namesOf(catalogue, guildId, prefixOf);
  const drafts = new Drafts(clock);
  const showing = new Showing(admin, names);
  const triggers = new TriggerWorks({ admin, drafts, showing, names });
  const actions = new ActionWorks(admin, showing);
  const groups = new GroupWorks(admin, showing);
  const works: Record<Line, Work> = {
    'trigger create': (order) => triggers.create(order),
    'trigger edit': (order) => triggers.edit(order),
    'action create': (order) => actions.create(order),
    'action edit': (order) => actions.edit(order),
    'action add-texts': (order) => actions.addTexts(order),
    'action replace-text': (order) => actions.replaceText(order),
    'rolegroup create': (order) => groups.create(order),
    'rolegroup edit': (order) => groups.edit(order),
    'blacklist add': (order) => groups.bar(order),
  };
  return {
    desk: new Desk({ clock, drafts, works, check: checkBeforeForm }),
    drafts,
    triggers,
    actions,
    groups,
    showing,
    deleting: new Deleting({ admin, names, menus }),
    suggestions: new Suggestions(admin),
    porting: new Porting(portability, clock),
  };
}

/** Nobody is to type long texts for options that make no sense together. */
function checkBeforeForm(line: Line, order: Order): void {
  const { given, guild } = order;
  if (line === 'trigger create') triggerIn(order);
  if (line !== 'action create') return;
  const kind = kindIn(given);
  if (kind === 'create-trigger') actionIn(given, guild);
  else checkOptions(given, kind);
}
