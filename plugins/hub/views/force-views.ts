import { UserSelectMenuBuilder } from 'discord.js';
import { force } from '../sudo-messages.js';
import { controls } from './controls.js';
import { button, ENTRIES, pageLine, row, selectRow, shown, turns, view, type PageView } from './rows.js';

/** A room, as the choice shows it. */
export interface ListedRoom {
  readonly voiceChannelId: string;
  readonly name: string;
  readonly ownerName: string;
}

/** The choice of a room. @param note - What has just been done. */
export function roomChoice(rooms: readonly ListedRoom[], wanted: number, note?: string): PageView {
  const page = shown(rooms, wanted, ENTRIES);
  const options = page.items.map(({ voiceChannelId, name, ownerName }) => ({
    value: voiceChannelId,
    label: name,
    description: force.owner(ownerName),
  }));
  return view(
    [note, rooms.length === 0 ? force.none : force.text, pageLine(page)],
    selectRow(controls.roomChosen.build(), force.room, options),
    page.pages === 1 ? null : row(...turns(page, controls.rooms)),
  );
}

/** The choice of a room's new owner. */
export function ownerChoice(voiceChannelId: string, ownerId: string): PageView {
  const select = new UserSelectMenuBuilder()
    .setCustomId(controls.ownerChosen.build(voiceChannelId))
    .setPlaceholder(force.user);
  return view([force.whom(voiceChannelId, ownerId)], row(select), row(button(controls.rooms.build('0'), force.again)));
}
