import type { SeatView } from '../protocol/seat-view.js';
import { viewChannels, viewDirect } from './channel-view.js';
import { viewCommands } from './command-view.js';
import { viewGuild, viewGuilds, viewRoles } from './guild-view.js';
import { viewModals, viewPending } from './interaction-view.js';
import type { Looker } from './looker.js';
import { viewMe, viewMembers } from './member-view.js';
import { viewMessages, viewOpen } from './message-view.js';

/** What one member sees, all of it. */
export function viewSeat(looker: Looker): SeatView {
  return {
    me: viewMe(looker),
    guilds: viewGuilds(looker),
    guild: viewGuild(looker),
    channels: viewChannels(looker),
    roles: viewRoles(looker),
    members: viewMembers(looker),
    direct: viewDirect(looker),
    open: viewOpen(looker),
    messages: viewMessages(looker),
    typing: looker.channel ? looker.typing.in(looker.channel.id).filter((id) => id !== looker.user.id) : [],
    commands: viewCommands(looker),
    modals: viewModals(looker),
    pending: viewPending(looker),
  };
}
