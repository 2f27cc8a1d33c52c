import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { ask, shared } from '../model/session.js';
import { Choice } from '../ui/choice.js';
import { useDeed } from '../ui/deed.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icon.js';
import { IconButton } from '../ui/icon-button.js';
import { Popup } from '../ui/popup.js';
import { Refusal } from '../ui/refusal.js';
import { faultChoices, faultWords } from './fault-choices.js';

/** Makes calls of the bot fail, as chosen. */
export function FaultControl() {
  const open = useSignal(false);
  const button = useRef<HTMLButtonElement>(null);
  const count = shared.faults.value.length;
  return (
    <>
      <button
        ref={button}
        type="button"
        class="button tiny"
        aria-haspopup="dialog"
        aria-expanded={open.value}
        onClick={() => (open.value = !open.value)}
      >
        <Icon name="bolt" size={16} /> <span class="label">Faults</span>
        {count > 0 && <span class="badge">{count}</span>}
      </button>
      {open.value && (
        <Popup anchor={button} onClose={() => (open.value = false)}>
          <FaultPanel />
        </Popup>
      )}
    </>
  );
}

const ANY = 'any';

function FaultPanel() {
  const deed = useDeed();
  const operation = useSignal(ANY);
  const answer = useSignal(0);
  const times = useSignal('1');
  const box = useRef<HTMLDivElement>(null);
  const armed = shared.faults.value;
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>('button')?.focus(), []);
  const operations = [
    { value: ANY, label: 'Whatever call comes next' },
    ...shared.catalog.value.operations.map((name) => ({ value: name, label: name })),
  ];
  return (
    <div ref={box} role="dialog" aria-label="Faults" class="stack boxed faults">
      <p class="small muted">The next call of the bot that fits meets this, and you can watch what it does about it.</p>
      <Field label="Which call">
        {({ id, describedBy }) => (
          <Choice
            id={id}
            describedBy={describedBy}
            label="Which call"
            options={operations}
            chosen={[operation.value]}
            onChange={([chosen = ANY]) => (operation.value = chosen)}
          />
        )}
      </Field>
      <Field label="What happens to it">
        {({ id }) => (
          <select
            id={id}
            class="input"
            value={answer.value}
            onChange={({ currentTarget }) => (answer.value = Number(currentTarget.value))}
          >
            {faultChoices.map((choice, index) => (
              <option key={index} value={index}>
                {faultWords(choice)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label="How often">
        {({ id }) => (
          <select
            id={id}
            class="input"
            value={times.value}
            onChange={({ currentTarget }) => (times.value = currentTarget.value)}
          >
            <option value="1">Once</option>
            <option value="3">Three times</option>
            <option value="">Always, until you take it away</option>
          </select>
        )}
      </Field>
      <Refusal error={deed.error} />
      <button type="button" class="button primary" aria-busy={deed.busy.value} onClick={() => void add()}>
        Let it fail
      </button>
      {armed.length > 0 && (
        <section aria-label="Faults that wait" class="stack">
          <p class="small">
            <strong>Waiting for their call</strong>
          </p>
          <ul class="stack">
            {armed.map((fault) => (
              <li key={fault.id} class="row small">
                <span class="grow">
                  <code>{fault.operation ?? 'any call'}</code>: {faultWords(fault.answer)}
                  {fault.left === null ? ', always' : fault.left > 1 ? `, ${fault.left} times` : ''}
                </span>
                <IconButton
                  icon="trash"
                  label={`Take away: ${fault.operation ?? 'any call'}`}
                  onClick={() => void deed.run(() => ask({ kind: 'removeFault', id: fault.id }))}
                />
              </li>
            ))}
          </ul>
          <button type="button" class="button tiny" onClick={() => void deed.run(() => ask({ kind: 'clearFaults' }))}>
            Take all away
          </button>
        </section>
      )}
    </div>
  );

  async function add(): Promise<void> {
    const chosen = faultChoices[answer.value];
    if (!chosen) return;
    await deed.run(() =>
      ask({
        kind: 'addFault',
        operation: operation.value === ANY ? null : operation.value,
        answer: chosen,
        times: times.value === '' ? null : Number(times.value),
      }),
    );
  }
}
