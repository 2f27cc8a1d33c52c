import { CustomId } from '../../discord/custom-id.js';

/** A button that leads to the destination that it names. */
export const go = new CustomId('core', 'sudo-go');
/** A select menu of destinations. */
export const choose = new CustomId('core', 'sudo-choose');
/** A select menu of the settings of the section that it names. */
export const field = new CustomId('core', 'sudo-field');
/** A select menu of values for the section and the field that it names. */
export const value = new CustomId('core', 'sudo-value');
/** Back to the default: a button for the section and the field that it names, or a select menu of fields of a section. */
export const reset = new CustomId('core', 'sudo-reset');
/** The form for the section and the field that it names. */
export const typed = new CustomId('core', 'sudo-typed');
