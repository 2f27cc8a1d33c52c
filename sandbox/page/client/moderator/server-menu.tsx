import { useSeat } from '../seat/seat-context.js';
import { Icon } from '../ui/icon.js';
import { Menu, type MenuItem } from '../ui/menu.js';
import { has } from './permissions.js';

/** What can be done with the open server, as far as the seat's member may. */
export function ServerMenu() {
  const seat = useSeat();
  const { guild, me } = seat.view;
  if (!guild.value) return null;
  const { permissions } = me.value;
  const items: MenuItem[] = [
    { label: 'Roles and permissions', icon: 'shield', onSelect: () => (seat.dialog.value = { kind: 'roles' }) },
  ];
  if (has(permissions, 'ManageChannels')) {
    items.push({
      label: 'Create a channel',
      icon: 'plus',
      onSelect: () => (seat.dialog.value = { kind: 'createChannel', parent: null }),
    });
  }
  items.push({ label: 'Server settings', icon: 'gear', onSelect: () => (seat.dialog.value = { kind: 'server' }) });
  return (
    <Menu label={`Menu of ${guild.value.name}`} items={items} class="quiet square">
      <Icon name="down" />
    </Menu>
  );
}
