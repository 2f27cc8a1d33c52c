import type { FieldValue } from '../../protocol/acts.js';
import { useSeat } from '../seat/seat-context.js';
import { Choice } from '../ui/choice.js';
import { Field, type FieldIds } from '../ui/field.js';
import { FilePicker } from './file-picker.js';
import { boundsOf } from './form-values.js';
import { optionsOf, selectName } from './select-options.js';
import { TickGroup } from './tick-group.js';
import type { WireInput, WireTextInput } from './wire.js';

interface FormFieldProps {
  readonly input: WireInput;
  readonly label: string;
  readonly hint?: string;
  readonly value: FieldValue | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: FieldValue) => void;
}

/** One field of a form: a text, a choice, boxes to tick. */
export function FormField({ input, label, hint, value, error, onChange }: FormFieldProps) {
  const seat = useSeat();
  const texts = { label, error, ...(hint !== undefined && { hint }) };
  if (input.type === 23) {
    return (
      <label class="check">
        <input
          type="checkbox"
          checked={value === true}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        <span>
          <strong>{label}</strong>
          {hint !== undefined && <span class="hint small muted"> {hint}</span>}
        </span>
      </label>
    );
  }
  const { min, max } = boundsOf(input);
  const chosen = typeof value === 'object' ? value.filter((one) => typeof one === 'string') : [];
  if (input.type === 21 || input.type === 22) {
    return (
      <TickGroup
        {...texts}
        options={input.options}
        chosen={chosen}
        single={input.type === 21}
        max={max}
        required={min > 0}
        onChange={onChange}
      />
    );
  }
  const required = input.type === 4 ? (input.required ?? true) : min > 0;
  return (
    <Field {...texts} required={required}>
      {(ids) => {
        if (input.type === 4) return textControl(input, ids);
        if (input.type === 19)
          return <FilePicker ids={ids} several={max > 1} invalid={error !== undefined} onChange={onChange} />;
        return (
          <Choice
            id={ids.id}
            describedBy={ids.describedBy}
            label={label}
            placeholder={selectName(input)}
            options={optionsOf(input, seat)}
            chosen={chosen}
            min={min}
            max={max}
            invalid={error !== undefined}
            onChange={onChange}
          />
        );
      }}
    </Field>
  );

  function textControl(text: WireTextInput, { id, describedBy }: FieldIds) {
    const shared = {
      id,
      class: 'input',
      'aria-describedby': describedBy,
      'aria-invalid': error !== undefined,
      'aria-required': required,
      placeholder: text.placeholder ?? '',
      value: typeof value === 'string' ? value : '',
    };
    if (text.style === 2) {
      return <textarea {...shared} onInput={({ currentTarget }) => onChange(currentTarget.value)} />;
    }
    return <input type="text" {...shared} onInput={({ currentTarget }) => onChange(currentTarget.value)} />;
  }
}
