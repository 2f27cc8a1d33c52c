import { ButtonStyle, ComponentType, type Message } from 'discord.js';
import { GUILD_LOCKDOWN_MINUTES } from '../domain/lockdown.js';
import { lockdown } from '../lockdown-messages.js';
import { controls } from './controls.js';
import { back, hubOptions, type HubState } from './hub-views.js';
import { button, pageLine, row, selectRow, shown, turns, view, type PageView } from './rows.js';

/** What the lockdown panel shows. */
export interface LockdownState {
  readonly hubs: readonly HubState[];
  /** Until when the whole guild is locked; null when it is not. */
  readonly guildUntil: number | null;
  /** Whether the one who looks may lock the whole guild. */
  readonly owner: boolean;
  readonly now: number;
}

/** So many hubs are on a page: a line for each, and an entry in each of the two menus. */
const LISTED = 20;

/** The lockdown panel. @param notes - What has just been done. */
export function lockdownPanel(state: LockdownState, wanted: number, notes: readonly string[] = []): PageView {
  const { hubs, guildUntil, owner, now } = state;
  const page = shown(hubs, wanted, LISTED);
  // A lock that is the guild's alone is not for the hub to lift.
  const own = page.items.filter(({ hub }) => hub.lockdownUntil !== null && hub.lockdownUntil > now);
  return view(
    [
      ...notes,
      lockdown.heading,
      lockdown.intro,
      hubs.length === 0 ? lockdown.noHubs : null,
      guildUntil === null ? lockdown.guildOpen : lockdown.guildLocked(guildUntil),
      ...page.items.map(({ hub, lockedUntil }) => lockdown.line(hub, lockedUntil)),
      pageLine(page),
    ],
    selectRow(controls.lockHub.build(), lockdown.choose, hubOptions(page.items, now)),
    selectRow(controls.liftHub.build(), lockdown.chooseLift, hubOptions(own, now)),
    owner ? guildRow(guildUntil) : null,
    row(...turns(page, controls.lockdown), back()),
  );
}

/** Whether a message is a panel that offers the lock of the whole guild. Says nothing about rights. */
export function offersGuildLock(message: Message | null): boolean {
  const rows = message?.components ?? [];
  const used = rows.flatMap((one) => (one.type === ComponentType.ActionRow ? one.components : []));
  return used.some(({ customId }) => customId !== null && controls.lockGuild.parse(customId) !== null);
}

function guildRow(guildUntil: number | null) {
  return row(
    ...GUILD_LOCKDOWN_MINUTES.map((minutes) =>
      button(controls.lockGuild.build(String(minutes)), lockdown.lockAll(minutes), ButtonStyle.Danger),
    ),
    button(controls.lockGuild.build('0'), lockdown.liftAll).setDisabled(guildUntil === null),
  );
}
