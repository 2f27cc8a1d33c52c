import type { InteractionHandle, MessageRecord, Person } from 'roomkeeper/sandbox';
import { shown } from '../../plugins/panel/scene.js';
import type { Act } from './acts.js';
import { human } from './choosing.js';
import type { RaceGuild } from './race-guild.js';

/** A use of a panel, maybe one that stands for a room that is gone. */
export interface PanelClick extends Act {
  readonly message: MessageRecord;
  readonly roomId: string;
}

/** One who clicks through what a panel leads to. */
interface Clicker {
  readonly guild: RaceGuild;
  readonly person: Person;
  readonly target: Person;
  readonly message: MessageRecord;
  readonly what: number;
}

type Path = (clicker: Clicker) => Promise<unknown>;

/** The ways that lead on from a panel. Of the toggles there are more, since they are what people press. */
const paths: readonly (readonly [string, Path])[] = [
  ['lock', (clicker) => press(clicker, 'lock')],
  ['lock, and at once again', (clicker) => pressAll(clicker, 'lock', 'lock')],
  ['hide, and at once lock', (clicker) => pressAll(clicker, 'hide', 'lock')],
  ['claim', (clicker) => press(clicker, 'claim')],
  ['delete', deleteRoom],
  ['rename', renames],
  ['template', choosesTemplate],
  ['host', (clicker) => opens(clicker, 'hosts', 'host')],
  ['kick', (clicker) => opens(clicker, 'access', 'kick')],
  ['block', (clicker) => opens(clicker, 'access', 'block')],
  ['permit', (clicker) => opens(clicker, 'access', 'permit')],
  ['lift', (clicker) => opens(clicker, 'access', 'lift')],
  ['transfer', (clicker) => opens(clicker, 'more', 'transfer')],
  ['transfer', (clicker) => opens(clicker, 'more', 'transfer')],
  ['region', (clicker) => opens(clicker, 'more', 'region')],
  ['limit', setsLimit],
  ['reset', resets],
];

/** Uses a panel: whoever is drawn, mostly the owner, does to whoever is drawn what is drawn. */
export function clickPanel(guild: RaceGuild, { who, what, message, roomId }: PanelClick): void {
  const stored = guild.hub.rooms.get(roomId);
  const owner = guild.people.find(({ id }) => id === stored?.room.ownerId);
  const person = what % 2 === 0 && owner ? owner : human(guild, who);
  const path = paths[(what + who) % paths.length];
  if (!path) return;
  const target = human(guild, who + 1 + (what % 3));
  const [name, walk] = path;
  const text = `${person.name} on the panel of ${roomId}: ${name} (${target.name})`;
  guild.attempt(text, () => walk({ guild, person, target, message, what }));
}

/** The custom id that begins like this in a message, as it is now. */
function idIn(message: MessageRecord, action: string): string | undefined {
  const ids = shown(message).flatMap(({ custom_id: id }) => id ?? []);
  return ids.find((id) => id === `panel:${action}` || id.startsWith(`panel:${action}:`));
}

async function press({ person, message }: Clicker, action: string): Promise<InteractionHandle | null> {
  const id = idIn(message, action);
  if (id === undefined) return null;
  const handle = await person.click(message, id, { force: true });
  await handle.response();
  return handle;
}

/** Does not wait for an answer before the next one. */
async function pressAll(clicker: Clicker, ...actions: readonly string[]): Promise<void> {
  await Promise.all(actions.map((action) => press(clicker, action)));
}

/** Opens a private message from the panel, and uses a control of it. */
async function opens(clicker: Clicker, opener: string, action: string): Promise<void> {
  const message = (await press(clicker, opener))?.replies[0];
  const control = message && shown(message).find(({ custom_id: id }) => id?.startsWith(`panel:${action}:`));
  if (!message || control?.custom_id === undefined) return;
  const { person, target, what } = clicker;
  const force = { force: true };
  if (control.label !== undefined) {
    const buttons = shown(message).flatMap(({ custom_id: id }) => (id?.startsWith(`panel:${action}:`) ? [id] : []));
    await (await person.click(message, buttons[what % buttons.length] ?? '', force)).response();
    return;
  }
  const options = control.options?.map(({ value }) => value) ?? [];
  const value = options.length > 0 ? (options[what % options.length] ?? '') : target.member;
  await (await person.select(message, control.custom_id, [value], force)).response();
}

async function deleteRoom(clicker: Clicker): Promise<void> {
  const question = (await press(clicker, 'delete'))?.replies[0];
  if (question) await press({ ...clicker, message: question }, 'delete-confirmed');
}

async function resets(clicker: Clicker): Promise<void> {
  const more = (await press(clicker, 'more'))?.replies[0];
  const question = more && (await press({ ...clicker, message: more }, 'reset'))?.replies[0];
  if (question) await press({ ...clicker, message: question }, 'reset-confirmed');
}

async function renames(clicker: Clicker): Promise<void> {
  await sends(clicker, await press(clicker, 'rename'), { name: `Named ${clicker.what}` });
}

async function choosesTemplate(clicker: Clicker): Promise<void> {
  const templates = ['auto', 'counter', 'comp-5-stack', 'tryhard', 'chill'];
  const opened = await press(clicker, 'templates');
  const offered = opened?.modal ? shown(opened.modal.data).flatMap(({ options = [] }) => options) : [];
  const chosen = offered[clicker.what % Math.max(1, offered.length)]?.value ?? templates[0] ?? '';
  await sends(clicker, opened, { template: [chosen] });
}

async function setsLimit(clicker: Clicker): Promise<void> {
  const more = (await press(clicker, 'more'))?.replies[0];
  if (!more) return;
  await sends(clicker, await press({ ...clicker, message: more }, 'limit'), { limit: String(clicker.what % 6) });
}

async function sends(
  { person }: Clicker,
  opened: InteractionHandle | null,
  input: Parameters<Person['submit']>[1],
): Promise<void> {
  if (!opened?.modal) return;
  const handle = await person.submit(opened.modal, input);
  await handle.response();
}
