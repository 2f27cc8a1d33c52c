import type { MemberView } from '../../protocol/seat-view.js';
import type { SeatDeed } from '../model/seat.js';
import { useSeat } from '../seat/seat-context.js';

interface MemberRolesProps {
  readonly member: MemberView;
  readonly run: (what: SeatDeed) => Promise<boolean>;
}

/** Somebody's roles: those that the seat's member may give and take have a box to tick. */
export function MemberRoles({ member: { user, roles: held }, run }: MemberRolesProps) {
  const roles = useSeat().view.roles.value.slice(0, -1);
  const shown = roles.filter(({ id, editable, managed }) => held.includes(id) || (editable && !managed));
  return (
    <fieldset class="field">
      <legend>Roles</legend>
      {shown.length === 0 && <p class="small muted">None.</p>}
      {shown.map(({ id, name, editable, managed }) => (
        <label class="check" key={id}>
          <input
            type="checkbox"
            checked={held.includes(id)}
            disabled={!editable || managed}
            onChange={({ currentTarget }) =>
              void run({ kind: currentTarget.checked ? 'giveRole' : 'takeRole', user, role: id })
            }
          />
          {name}
        </label>
      ))}
    </fieldset>
  );
}
