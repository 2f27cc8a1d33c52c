import { CustomId } from 'roomkeeper';

/** The controls of hub's pages of `/sudo`. Who may use them, and what their arguments name, is checked at each click. */
export const controls = {
  /** The list of hubs: its page. */
  hubs: new CustomId('hub', 'hubs'),
  /** What a hub is to be chosen for, and the page of the choice. */
  chooseHub: new CustomId('hub', 'hubs-choose'),
  /** The hub that was chosen: for what. */
  hubChosen: new CustomId('hub', 'hubs-chosen'),
  addHub: new CustomId('hub', 'hubs-add'),
  hubAdded: new CustomId('hub', 'hubs-added'),
  createHub: new CustomId('hub', 'hubs-create'),
  hubCreated: new CustomId('hub', 'hubs-created'),
  /** The hub. */
  hubRemoved: new CustomId('hub', 'hubs-removed'),
  /** The hub. */
  defaultsTyped: new CustomId('hub', 'hubs-defaults'),

  /** The page of the hubs. */
  lockdown: new CustomId('hub', 'lockdown'),
  lockHub: new CustomId('hub', 'lockdown-lock'),
  /** The hub. */
  minutesTyped: new CustomId('hub', 'lockdown-minutes'),
  liftHub: new CustomId('hub', 'lockdown-lift'),
  /** Minutes; 0 lifts. */
  lockGuild: new CustomId('hub', 'lockdown-guild'),

  /** The list of rooms: its page. */
  rooms: new CustomId('hub', 'force-rooms'),
  roomChosen: new CustomId('hub', 'force-room'),
  /** The room's voice channel. */
  ownerChosen: new CustomId('hub', 'force-owner'),
} as const;

/** The fields of the forms. */
export const fields = {
  name: 'name',
  template: 'template',
  manualName: 'manual-name',
  userLimit: 'user-limit',
  minutes: 'minutes',
} as const;

/** For what a hub is chosen from the list. */
export const purposes = ['remove', 'defaults'] as const;
export type Purpose = (typeof purposes)[number];

export function purposeOf(argument: string | undefined): Purpose | undefined {
  return purposes.find((purpose) => purpose === argument);
}

/** A page's number in a custom id, which a client sent. */
export function pageNumber(argument: string | undefined): number {
  return argument !== undefined && /^\d{1,6}$/.test(argument) ? Number(argument) : 0;
}
