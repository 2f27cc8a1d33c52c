import { useSignal } from '@preact/signals';
import type { ChannelView, OverwriteView } from '../../protocol/seat-view.js';
import { memberOptions, roleOptions } from '../components/select-options.js';
import { shared } from '../model/session.js';
import { useSeat } from '../seat/seat-context.js';
import { Choice } from '../ui/choice.js';
import { useDeed } from '../ui/deed.js';
import { Refusal } from '../ui/refusal.js';
import { offeredFor, permissionWords } from './permissions.js';

/** Who may do what in a channel, beyond what the roles say. */
export function OverwritesEditor({ channel }: { readonly channel: ChannelView }) {
  const seat = useSeat();
  const deed = useDeed();
  const everyone = seat.view.roles.value.at(-1)?.id ?? '';
  const target = useSignal(channel.overwrites[0]?.target ?? everyone);
  const draft = useSignal<{ readonly target: string; readonly allow: bigint; readonly deny: bigint } | null>(null);
  const known = channel.overwrites.find((one) => one.target === target.value);
  const shown = draft.value?.target === target.value ? draft.value : bitsOf(target.value, known);
  const options = [...roleOptions(seat), ...memberOptions(seat)].map((option) => {
    const has = channel.overwrites.some((one) => one.target === option.value);
    return has ? { ...option, description: 'has rules of its own here' } : option;
  });
  const nameOfTarget = options.find(({ value }) => value === target.value)?.label ?? 'somebody who left';
  return (
    <div class="dialog-form">
      <div class="dialog-body scroll stack">
        <Choice
          label="Role or member"
          options={options}
          chosen={[target.value]}
          onChange={([chosen = everyone]) => {
            target.value = chosen;
            draft.value = null;
          }}
        />
        <ul class="overwrites">
          {offeredFor(channel, shared.catalog.value.permissions).map(({ name, bit }) => (
            <li key={name}>
              <TriState
                label={permissionWords(name)}
                bit={BigInt(bit)}
                allow={shown.allow}
                deny={shown.deny}
                onChange={change}
              />
            </li>
          ))}
        </ul>
      </div>
      <div class="dialog-foot">
        <button type="button" class="button" disabled={!known} onClick={() => void remove()}>
          Remove the rules for {nameOfTarget}
        </button>
        <Refusal error={deed.error} />
        <span class="grow" />
        <button type="button" class="button primary" disabled={!draft.value} onClick={() => void save()}>
          Save
        </button>
      </div>
    </div>
  );

  function change(bit: bigint, state: State): void {
    const allow = state === 'allow' ? shown.allow | bit : shown.allow & ~bit;
    const deny = state === 'deny' ? shown.deny | bit : shown.deny & ~bit;
    draft.value = { target: target.value, allow, deny };
  }

  async function save(): Promise<void> {
    const { allow, deny } = shown;
    const done = await deed.run(() =>
      seat.act({
        kind: 'setOverwrite',
        channel: channel.id,
        target: target.value,
        allow: String(allow),
        deny: String(deny),
      }),
    );
    if (done) draft.value = null;
  }

  async function remove(): Promise<void> {
    await deed.run(() => seat.act({ kind: 'removeOverwrite', channel: channel.id, target: target.value }));
    draft.value = null;
  }
}

function bitsOf(target: string, overwrite: OverwriteView | undefined) {
  return { target, allow: BigInt(overwrite?.allow ?? 0), deny: BigInt(overwrite?.deny ?? 0) };
}

type State = 'deny' | 'neither' | 'allow';

interface TriStateProps {
  readonly label: string;
  readonly bit: bigint;
  readonly allow: bigint;
  readonly deny: bigint;
  readonly onChange: (bit: bigint, state: State) => void;
}

const states: readonly (readonly [State, string, string])[] = [
  ['deny', '✕', 'Deny'],
  ['neither', '–', 'As the roles say'],
  ['allow', '✓', 'Allow'],
];

function TriState({ label, bit, allow, deny, onChange }: TriStateProps) {
  const now = (allow & bit) !== 0n ? 'allow' : (deny & bit) !== 0n ? 'deny' : 'neither';
  return (
    <fieldset class="tri">
      <legend class="grow">{label}</legend>
      {states.map(([state, sign, words]) => (
        <label key={state} class={`tri-${state}`} title={words}>
          <input
            type="radio"
            class="unseen"
            name={label}
            aria-label={words}
            checked={now === state}
            onChange={() => onChange(bit, state)}
          />
          <span aria-hidden="true">{sign}</span>
        </label>
      ))}
    </fieldset>
  );
}
