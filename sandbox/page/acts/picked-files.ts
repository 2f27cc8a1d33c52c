import type { FieldInput, ModalInput } from '../../store/modal-input.js';
import type { FieldValue } from '../protocol/acts.js';

/** What a form's fields hold as people enter it: the contents of files come as text over the page's line. */
export function modalInputOf(fields: Readonly<Record<string, FieldValue>>): ModalInput {
  return Object.fromEntries(Object.entries(fields).map(([id, value]) => [id, fieldInputOf(value)]));
}

function fieldInputOf(value: FieldValue): FieldInput {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  return value.map((one) => {
    if (typeof one === 'string') return one;
    const { filename, contentType, base64 } = one;
    return { filename, contentType, data: Buffer.from(base64, 'base64') };
  });
}
