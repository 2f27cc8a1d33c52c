import { invalidForm } from './errors.js';

/** @throws {DiscordError} 50035 unless the text has `min` to `max` characters */
export function checkLength(field: string, text: string, min: number, max: number): void {
  const length = Array.from(text).length;
  if (min === 0 && length > max) throw invalidForm(field, 'BASE_TYPE_MAX_LENGTH', `Must be ${max} or fewer in length.`);
  if (length < min || length > max) {
    throw invalidForm(field, 'BASE_TYPE_BAD_LENGTH', `Must be between ${min} and ${max} in length.`);
  }
}

/** @throws {DiscordError} 50035 unless the number is from `min` to `max` */
export function checkNumber(field: string, value: number, min: number, max: number): void {
  if (value < min) throw invalidForm(field, 'NUMBER_TYPE_MIN', `int value should be greater than or equal to ${min}.`);
  if (value > max) throw invalidForm(field, 'NUMBER_TYPE_MAX', `int value should be less than or equal to ${max}.`);
}
