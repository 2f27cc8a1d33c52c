import { useSeat } from '../seat/seat-context.js';
import { Dialog } from '../ui/dialog.js';
import { ChannelDialog } from './channel-dialog.js';
import { CreateChannelDialog } from './create-channel-dialog.js';
import type { DialogChoice } from './dialog-choice.js';
import { MemberDialog } from './member-dialog.js';
import { RolesDialog } from './roles-dialog.js';
import { ServerDialog } from './server-dialog.js';

/** The dialog of a seat that is open. One about something that is gone says so. */
export function SeatDialog({ choice }: { readonly choice: DialogChoice }) {
  const seat = useSeat();
  const { channels, members, guild } = seat.view;
  const close = () => (seat.dialog.value = null);
  switch (choice.kind) {
    case 'createChannel':
      return <CreateChannelDialog parent={choice.parent} onClose={close} />;
    case 'editChannel': {
      const channel = channels.value.find(({ id }) => id === choice.channel);
      return channel ? <ChannelDialog channel={channel} onClose={close} /> : <Gone what="channel" onClose={close} />;
    }
    case 'roles':
      return <RolesDialog onClose={close} />;
    case 'member': {
      const member = members.value.find(({ user }) => user === choice.user);
      return member ? <MemberDialog member={member} onClose={close} /> : <Gone what="member" onClose={close} />;
    }
    case 'server':
      return guild.value ? (
        <ServerDialog guild={guild.value} onClose={close} />
      ) : (
        <Gone what="server" onClose={close} />
      );
  }
}

function Gone({ what, onClose }: { readonly what: string; readonly onClose: () => void }) {
  return (
    <Dialog title={`This ${what} is gone`} onClose={onClose}>
      <div class="dialog-body">
        <p>It has been deleted, or is not shown to this member any more.</p>
      </div>
    </Dialog>
  );
}
