import { ChannelTree } from '../channels/channel-tree.js';
import { Chat } from '../chat/chat.js';
import { FormDialog } from '../components/form-dialog.js';
import { MemberList } from '../members/member-list.js';
import type { Pane, Seat } from '../model/seat.js';
import { SeatDialog } from '../moderator/seat-dialog.js';
import { Icon, type IconName } from '../ui/icon.js';
import { GuildRail } from './guild-rail.js';
import { OwnPanel } from './own-panel.js';
import { SeatContext } from './seat-context.js';
import { SeatHead } from './seat-head.js';

/** One member's client: his servers and channels, the chat, the members. */
export function SeatPane({ seat }: { readonly seat: Seat }) {
  const { modals, me } = seat.view;
  const modal = modals.value.at(-1);
  const dialog = seat.dialog.value;
  const classes = ['seat', `shows-${seat.pane.value}`, `members-${seat.members.value}`];
  return (
    <SeatContext value={seat}>
      <section data-seat={seat.name} class={classes.join(' ')} aria-label={`Seat of ${me.value.name || 'nobody yet'}`}>
        <div class="seat-body" inert={modal !== undefined || dialog !== null}>
          <SeatHead />
          {seat.ready.value ? (
            <div class="panes">
              <GuildRail />
              <div class="side">
                <ChannelTree />
                <OwnPanel />
              </div>
              <Chat />
              <MemberList />
            </div>
          ) : (
            <p class="empty muted">Taking the seat …</p>
          )}
          <PaneTabs seat={seat} />
        </div>
        {modal ? <FormDialog key={modal.id} modal={modal} /> : dialog && <SeatDialog choice={dialog} />}
      </section>
    </SeatContext>
  );
}

const tabs: readonly (readonly [Pane, string, IconName])[] = [
  ['channels', 'Channels', 'hash'],
  ['chat', 'Chat', 'chat'],
  ['members', 'Members', 'people'],
];

/** Which part of the seat shows on a narrow screen. */
function PaneTabs({ seat }: { readonly seat: Seat }) {
  return (
    <div class="pane-tabs" role="group" aria-label="Part of the seat to show">
      {tabs.map(([pane, label, icon]) => (
        <button
          type="button"
          key={pane}
          data-pane={pane}
          class="button quiet"
          aria-pressed={seat.pane.value === pane}
          onClick={() => (seat.pane.value = pane)}
        >
          <Icon name={icon} />
          {label}
        </button>
      ))}
    </div>
  );
}
