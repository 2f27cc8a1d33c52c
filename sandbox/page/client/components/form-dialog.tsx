import { useSignal } from '@preact/signals';
import type { ModalView } from '../../protocol/seat-view.js';
import { useSeat } from '../seat/seat-context.js';
import { Text } from '../text/text.js';
import { useDeed } from '../ui/deed.js';
import { Dialog } from '../ui/dialog.js';
import { Refusal } from '../ui/refusal.js';
import { faultsIn, firstValues, type FormValues } from './form-values.js';
import { FormField } from './form-field.js';
import { wireForm, type WireFormPart, type WireInput } from './wire.js';

/** A form that the bot has opened for the seat's member. It stays open, filled in, when sending it fails. */
export function FormDialog({ modal }: { readonly modal: ModalView }) {
  const seat = useSeat();
  const parts = wireForm(modal.form);
  const values = useSignal<FormValues>(firstValues(parts));
  const faults = useSignal<Readonly<Record<string, string>>>({});
  const deed = useDeed();
  const close = () => void deed.run(() => seat.act({ kind: 'dismissModal', modal: modal.id }));
  return (
    <Dialog title={modal.form.title} subtitle={`A form of the bot, for ${seat.view.me.value.name}`} onClose={close}>
      <form class="dialog-form" noValidate onSubmit={send}>
        <div class="dialog-body scroll stack">{parts.map(showPart)}</div>
        <div class="dialog-foot">
          <Refusal error={deed.error} />
          <span class="grow" />
          <button type="button" class="button quiet" onClick={close}>
            Cancel
          </button>
          <button type="submit" class="button primary" aria-busy={deed.busy.value}>
            {deed.busy.value ? 'Sending …' : 'Submit'}
          </button>
        </div>
      </form>
    </Dialog>
  );

  function showPart(part: WireFormPart, index: number) {
    if (part.type === 10) return <Text key={index} source={part.content} />;
    if (part.type === 18) return field(part.component, part.label, part.description ?? undefined);
    return part.components.map((input) => field(input, input.label ?? ''));
  }

  function field(input: WireInput, label: string, hint?: string) {
    const id = input.custom_id;
    return (
      <FormField
        key={id}
        input={input}
        label={label}
        {...(hint !== undefined && { hint })}
        value={values.value[id]}
        error={faults.value[id]}
        onChange={(value) => (values.value = { ...values.value, [id]: value })}
      />
    );
  }

  function send(event: Event): void {
    event.preventDefault();
    faults.value = faultsIn(parts, values.value);
    if (Object.keys(faults.value).length > 0) return;
    void deed.run(() => seat.act({ kind: 'submit', modal: modal.id, fields: values.value }));
  }
}
