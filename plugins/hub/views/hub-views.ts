import { ButtonStyle, ChannelSelectMenuBuilder, ChannelType } from 'discord.js';
import type { Hub } from '../domain/room.js';
import { adding, editing, hubDescription, hubLabel, hubLine, hubPage, removing } from '../sudo-messages.js';
import { controls, type Purpose } from './controls.js';
import { button, ENTRIES, pageLine, row, selectRow, shown, turns, view, type PageView } from './rows.js';

/** A hub, with what holds for it at this moment. */
export interface HubState {
  readonly hub: Hub;
  readonly rooms: number;
  readonly lockedUntil: number | null;
}

/** So many hubs are listed on a page: more would not fit into a message with the longest names. */
const LISTED = 10;

/** The list of hubs. @param note - What has just been done. */
export function hubList(hubs: readonly HubState[], wanted: number, note?: string): PageView {
  const page = shown(hubs, wanted, LISTED);
  const none = hubs.length === 0;
  const lines = page.items.map(({ hub, rooms, lockedUntil }) => hubLine(hub, rooms, lockedUntil));
  return view(
    [note, hubPage.heading, none ? hubPage.empty : hubPage.intro, ...lines, pageLine(page)],
    row(
      button(controls.addHub.build(), hubPage.add, ButtonStyle.Primary),
      button(controls.createHub.build(), hubPage.create, ButtonStyle.Primary),
      button(controls.chooseHub.build('remove', '0'), hubPage.remove).setDisabled(none),
      button(controls.chooseHub.build('defaults', '0'), hubPage.defaults).setDisabled(none),
      button(controls.lockdown.build('0'), hubPage.lockdown, ButtonStyle.Danger).setDisabled(none),
    ),
    page.pages === 1 ? null : row(...turns(page, controls.hubs)),
  );
}

/** The choice of a voice channel that becomes a hub. */
export function channelChoice(): PageView {
  const select = new ChannelSelectMenuBuilder()
    .setCustomId(controls.hubAdded.build())
    .setPlaceholder(adding.placeholder)
    .setChannelTypes(ChannelType.GuildVoice);
  return view([adding.text], row(select), row(back()));
}

/** The choice of a hub. */
export function hubChoice(
  purpose: Purpose,
  hubs: readonly HubState[],
  { page: wanted, note, now }: { readonly page: number; readonly note?: string | undefined; readonly now: number },
): PageView {
  const page = shown(hubs, wanted, ENTRIES);
  const { text, placeholder } = { remove: removing, defaults: editing }[purpose];
  return view(
    [note, text, pageLine(page), hubs.length === 0 ? hubPage.empty : null],
    selectRow(controls.hubChosen.build(purpose), placeholder, hubOptions(page.items, now)),
    row(...turns(page, controls.chooseHub, (number) => [purpose, String(number)]), back()),
  );
}

/** The question before a hub is one no longer. */
export function removalQuestion({ hub, rooms }: HubState): PageView {
  const remove = button(controls.hubRemoved.build(hub.id), removing.confirmLabel, ButtonStyle.Danger);
  return view([removing.confirm(hub, rooms)], row(remove, button(controls.hubs.build('0'), removing.keepLabel)));
}

export function hubOptions(hubs: readonly HubState[], now: number) {
  return hubs.map(({ hub, lockedUntil }) => ({
    value: hub.id,
    label: hubLabel(hub),
    description: hubDescription(hub, lockedUntil, now),
  }));
}

/** The way back to the list. */
export function back(): ReturnType<typeof button> {
  return button(controls.hubs.build('0'), hubPage.back);
}
