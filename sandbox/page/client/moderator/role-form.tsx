import { useSignal } from '@preact/signals';
import type { RoleFields } from '../../protocol/acts.js';
import type { RoleView } from '../../protocol/seat-view.js';
import { shared } from '../model/session.js';
import type { SeatDeed } from '../model/seat.js';
import { useSeat } from '../seat/seat-context.js';
import { useDeed } from '../ui/deed.js';
import { Field } from '../ui/field.js';
import { IconButton } from '../ui/icon-button.js';
import { Refusal } from '../ui/refusal.js';
import { permissionWords } from './permissions.js';

interface RoleFormProps {
  readonly role: RoleView;
  readonly isEveryone: boolean;
}

/** A role's name, colour, place and permissions. */
export function RoleForm({ role, isEveryone }: RoleFormProps) {
  const seat = useSeat();
  const deed = useDeed();
  const draft = useSignal<RoleFields>({});
  const { id, position, editable, managed } = role;
  const shown = { ...role, ...draft.value };
  const bits = BigInt(shown.permissions);
  const change = (fields: RoleFields) => (draft.value = { ...draft.value, ...fields });
  const run = (what: SeatDeed) => deed.run(() => seat.act(what));
  return (
    <form class="dialog-form" aria-label={`Role ${role.name}`} onSubmit={save}>
      <fieldset class="dialog-body scroll stack" disabled={!editable}>
        {!editable && (
          <p class="small muted">
            {seat.view.me.value.name} can look at this role, but not change it: it is above his own, or he lacks Manage
            Roles.
          </p>
        )}
        {!isEveryone && (
          <>
            <Field label="Name" error={deed.error.value?.fields?.['name']}>
              {({ id: field }) => (
                <input
                  id={field}
                  class="input"
                  value={shown.name}
                  onInput={({ currentTarget }) => change({ name: currentTarget.value })}
                />
              )}
            </Field>
            <div class="row wrap">
              <label class="check">
                <input
                  type="color"
                  value={`#${shown.color.toString(16).padStart(6, '0')}`}
                  onInput={({ currentTarget }) => change({ color: Number.parseInt(currentTarget.value.slice(1), 16) })}
                />
                Colour
              </label>
              {tick('hoist', 'Shown apart in the member list')}
              {tick('mentionable', 'Everybody may mention it')}
              <span class="grow" />
              <IconButton
                icon="plus"
                label="Move the role up"
                onClick={() => void run({ kind: 'moveRole', role: id, position: position + 1 })}
              />
              <IconButton
                icon="minus"
                label="Move the role down"
                onClick={() => void run({ kind: 'moveRole', role: id, position: Math.max(1, position - 1) })}
              />
            </div>
          </>
        )}
        <h3 class="small">Permissions</h3>
        <div class="permissions">
          {shared.catalog.value.permissions.map(({ name, bit }) => (
            <label class="check" key={name}>
              <input
                type="checkbox"
                checked={(bits & BigInt(bit)) !== 0n}
                onChange={() => change({ permissions: String(bits ^ BigInt(bit)) })}
              />
              {permissionWords(name)}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="dialog-foot">
        {!isEveryone && !managed && editable && (
          <button type="button" class="button danger" onClick={() => void run({ kind: 'deleteRole', role: id })}>
            Delete the role
          </button>
        )}
        <Refusal error={deed.error} />
        <span class="grow" />
        <button type="submit" class="button primary" disabled={!editable || Object.keys(draft.value).length === 0}>
          Save
        </button>
      </div>
    </form>
  );

  function tick(field: 'hoist' | 'mentionable', label: string) {
    return (
      <label class="check">
        <input
          type="checkbox"
          checked={shown[field]}
          onChange={({ currentTarget }) => change({ [field]: currentTarget.checked })}
        />
        {label}
      </label>
    );
  }

  function save(event: Event): void {
    event.preventDefault();
    void run({ kind: 'editRole', role: id, fields: draft.value }).then((done) => {
      if (done) draft.value = {};
    });
  }
}
