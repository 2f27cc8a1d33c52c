import type { FieldValue } from '../../protocol/acts.js';
import { chosenAtFirst, type WireFormPart, type WireInput } from './wire.js';

export type FormValues = Readonly<Record<string, FieldValue>>;

/** The fields of a form, in order. */
export function inputsIn(parts: readonly WireFormPart[]): WireInput[] {
  return parts.flatMap((part): readonly WireInput[] => {
    if (part.type === 18) return [part.component];
    return part.type === 1 ? part.components : [];
  });
}

/** What a form holds when it opens. */
export function firstValues(parts: readonly WireFormPart[]): FormValues {
  return Object.fromEntries(inputsIn(parts).map((input) => [input.custom_id, firstValue(input)]));
}

function firstValue(input: WireInput): FieldValue {
  switch (input.type) {
    case 4:
      return input.value ?? '';
    case 23:
      return input.default ?? false;
    case 19:
      return [];
    case 21:
    case 22:
      return chosenAtFirst({ options: input.options });
    default:
      return chosenAtFirst(input);
  }
}

/** How many must and can be chosen in a field. */
export function boundsOf(input: WireInput): { readonly min: number; readonly max: number } {
  if (input.type === 4 || input.type === 23) return { min: 0, max: 0 };
  const required = input.required ?? true;
  if (input.type === 21) return { min: required ? 1 : 0, max: 1 };
  const most = input.type === 22 ? input.options.length : 1;
  return { min: required ? (input.min_values ?? 1) : 0, max: input.max_values ?? most };
}

/** What is wrong with a form, by field, as Discord's client says before it sends: empty when it can be sent. */
export function faultsIn(parts: readonly WireFormPart[], values: FormValues): Record<string, string> {
  const faults = inputsIn(parts).map((input) => [input.custom_id, faultIn(input, values[input.custom_id])] as const);
  return Object.fromEntries(faults.filter((entry): entry is readonly [string, string] => entry[1] !== null));
}

function faultIn(input: WireInput, value: FieldValue | undefined): string | null {
  if (input.type === 4)
    return textFault(input.required ?? true, input.min_length ?? 0, input.max_length ?? 4000, value);
  const { min, max } = boundsOf(input);
  const count = Array.isArray(value) ? value.length : 0;
  if (count === 0 && min === 0) return null;
  if (count < min) return min === 1 ? 'This field is required.' : `Choose at least ${min}.`;
  return max > 0 && count > max ? `Choose at most ${max}.` : null;
}

function textFault(required: boolean, min: number, max: number, value: FieldValue | undefined): string | null {
  const { length } = typeof value === 'string' ? value : '';
  if (length === 0) return required ? 'This field is required.' : null;
  if (length < min) return `Must be at least ${min} characters long.`;
  return length > max ? `Must be at most ${max} characters long.` : null;
}
