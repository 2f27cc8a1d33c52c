import { useSignal } from '@preact/signals';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Dialog } from '../ui/dialog.js';
import { Icon } from '../ui/icon.js';
import { Refusal } from '../ui/refusal.js';
import { has } from './permissions.js';
import { RoleForm } from './role-form.js';

/** The server's roles, the highest first: made, changed, moved and deleted here. */
export function RolesDialog({ onClose }: { readonly onClose: () => void }) {
  const seat = useSeat();
  const deed = useDeed();
  const roles = seat.view.roles.value;
  const chosen = useSignal<string | null>(null);
  const role = roles.find(({ id }) => id === chosen.value) ?? roles[0];
  return (
    <Dialog title="Roles and permissions" onClose={onClose} wide>
      <div class="two-columns">
        <div class="stack scroll role-list">
          <ul>
            {roles.map(({ id, name, color, managed }) => (
              <li key={id}>
                <button type="button" class="member" aria-pressed={id === role?.id} onClick={() => (chosen.value = id)}>
                  <span class="role-dot" style={color === 0 ? '' : `--role:#${color.toString(16).padStart(6, '0')}`} />
                  <span class="grow ellipsis">{name}</span>
                  {managed && <Icon name="robot" size={15} />}
                </button>
              </li>
            ))}
          </ul>
          {has(seat.view.me.value.permissions, 'ManageRoles') && (
            <button type="button" class="button" aria-busy={deed.busy.value} onClick={() => void create()}>
              <Icon name="plus" size={16} /> New role
            </button>
          )}
          <Refusal error={deed.error} />
        </div>
        {role && <RoleForm key={role.id} role={role} isEveryone={role === roles.at(-1)} />}
      </div>
    </Dialog>
  );

  async function create(): Promise<void> {
    await deed.run(async () => {
      const { id } = await seat.act({ kind: 'createRole', fields: { name: 'new role' } });
      chosen.value = id ?? null;
    });
  }
}
