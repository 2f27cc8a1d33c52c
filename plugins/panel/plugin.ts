import { GatewayIntentBits } from 'discord.js';
import { definePlugin, use, type PluginContext } from 'roomkeeper';
import { hub } from '../hub/plugin.js';
import { PanelDrawing } from './entities/panel-drawing.js';
import { PanelSticky } from './entities/panel-sticky.js';
import { Migration20261121000000_create } from './migrations/migration-20261121000000-create.js';
import { Migration20261121190000_guild } from './migrations/migration-20261121190000-guild.js';
import { Migration20261121193000_drawings } from './migrations/migration-20261121193000-drawings.js';
import { panelOptions, type PanelOptions } from './options.js';
import { Clicks } from './services/clicks.js';
import { Deleting } from './services/deleting.js';
import { Dialogs } from './services/dialogs.js';
import { Panels } from './services/panels.js';
import { Posting } from './services/posting.js';
import { RoomFacts } from './services/room-facts.js';
import { Stickies } from './services/stickies.js';
import { StickyRows } from './services/sticky-rows.js';

/** The services of panel, for its own pieces. */
export interface Panel {
  readonly clicks: Clicks;
  readonly deleting: Deleting;
  readonly dialogs: Dialogs;
  readonly facts: RoomFacts;
  readonly panels: Panels;
  readonly stickies: Stickies;
}

async function setup(context: PluginContext, options: PanelOptions): Promise<Panel> {
  const rooms = use(hub);
  const facts = new RoomFacts(context, rooms);
  const posting = new Posting(context, facts);
  const failed = (error: unknown): void => context.log.error({ error }, 'A room’s panel could not follow it');
  const stickies = new Stickies(context, { hub: rooms, facts, posting, rows: new StickyRows(context.orm) });
  await stickies.load();
  const posted = (roomId: string): void => void stickies.covered(roomId).catch(failed);
  const debounce = options.debounceMilliseconds;
  const panels = new Panels(context, { hub: rooms, facts, posting, debounce, posted });
  const clicks = new Clicks(rooms, panels);
  rooms.on('roomOpened', (stored) => void panels.opened(stored).catch(failed));
  rooms.on('roomChanged', (stored) => panels.changed(stored));
  rooms.on('roomClosed', ({ room: { voiceChannelId } }) => {
    panels.closed(voiceChannelId).catch(failed);
    posting.closed(voiceChannelId);
    stickies.closed(voiceChannelId).catch(failed);
  });
  return { clicks, deleting: new Deleting(rooms, clicks), dialogs: new Dialogs(rooms, facts), facts, panels, stickies };
}

/** The control panels of rooms: buttons for everything that hub lets people do. */
export const panel = definePlugin({
  name: 'panel',
  root: new URL('.', import.meta.url),
  requires: [hub],
  options: panelOptions,
  intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildVoiceStates, GatewayIntentBits.GuildMessages],
  permissions: ['ViewChannel', 'Connect', 'SendMessages'],
  entities: [PanelSticky, PanelDrawing],
  migrations: [
    { name: 'Migration20261121000000_create', class: Migration20261121000000_create },
    { name: 'Migration20261121190000_guild', class: Migration20261121190000_guild },
    { name: 'Migration20261121193000_drawings', class: Migration20261121193000_drawings },
  ],
  personalData: { stored: [] },
  setup,
  async ready(_context, { panels, stickies }) {
    await stickies.tidy();
    await panels.overtaken();
  },
  stop(_context, { panels, stickies }) {
    panels.stop();
    stickies.stop();
  },
});
