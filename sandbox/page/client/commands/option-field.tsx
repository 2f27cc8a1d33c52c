import type { OptionView } from '../../protocol/seat-view.js';
import { channelOptions, memberOptions, roleOptions } from '../components/select-options.js';
import type { Seat } from '../model/seat.js';
import { useSeat } from '../seat/seat-context.js';
import { Choice, type ChoiceOption } from '../ui/choice.js';
import { Field } from '../ui/field.js';
import { optionTypes } from './command-line.js';
import { Suggest, type AskForChoices } from './suggest.js';

interface OptionFieldProps {
  readonly option: OptionView;
  readonly value: string;
  readonly error: string | undefined;
  /** Asks the bot, for options with autocomplete. */
  readonly suggest: AskForChoices;
  readonly onChange: (value: string) => void;
}

/** One option of a command, with its description. */
export function OptionField({ option, value, error, suggest, onChange }: OptionFieldProps) {
  const seat = useSeat();
  const { name, description, required, min, max } = option;
  const listed = listedFor(option, seat);
  const bounds = boundsText(option.type, min, max);
  return (
    <Field label={name} hint={`${description}${bounds}`} required={required} error={error}>
      {({ id, describedBy }) => {
        const common = { id, describedBy, invalid: error !== undefined };
        if (option.autocomplete)
          return <Suggest {...common} label={name} value={value} ask={suggest} onChange={onChange} />;
        if (listed) {
          return (
            <Choice
              {...common}
              label={name}
              options={listed}
              chosen={value === '' ? [] : [value]}
              min={required ? 1 : 0}
              onChange={([chosen = '']) => onChange(chosen)}
            />
          );
        }
        return (
          <input
            id={id}
            class="input"
            type="text"
            autocomplete="off"
            inputMode={option.type === 4 || option.type === 10 ? 'decimal' : 'text'}
            aria-describedby={describedBy}
            aria-required={required}
            aria-invalid={error !== undefined}
            value={value}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        );
      }}
    </Field>
  );
}

/** What is to be chosen from, or null for an option that is typed. */
export function listedFor(option: OptionView, seat: Seat): ChoiceOption[] | null {
  if (option.choices.length > 0)
    return option.choices.map(({ name, value }) => ({ label: name, value: String(value) }));
  switch (option.type as number) {
    case optionTypes.boolean:
      return [
        { value: 'true', label: 'True' },
        { value: 'false', label: 'False' },
      ];
    case optionTypes.user:
      return memberOptions(seat);
    case optionTypes.channel:
      return channelOptions(seat, option.channelTypes);
    case optionTypes.role:
      return roleOptions(seat);
    case optionTypes.mentionable:
      return [...memberOptions(seat), ...roleOptions(seat)];
    default:
      return null;
  }
}

function boundsText(type: number, min: number | null, max: number | null): string {
  if (min === null && max === null) return '';
  const unit = type === optionTypes.text ? ' characters' : '';
  if (min === null) return ` (up to ${max}${unit})`;
  return max === null ? ` (${min}${unit} or more)` : ` (${min} to ${max}${unit})`;
}
