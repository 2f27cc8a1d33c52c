/** Says what there is not without the message content intent. */
export const WITHOUT_CONTENT = 'Triggers on what people write do not fire.';
