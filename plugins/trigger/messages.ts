/** Says what there is not without the message content intent. */
export const WITHOUT_CONTENT = 'Triggers on what people write do not fire.';

export const paging = {
  previous: 'Previous',
  next: 'Next',
  page: (page: number, pages: number): string => `-# Page ${page} of ${pages}`,
} as const;

export const control = {
  notHere: 'This works in a server only.',
  stale: 'This control no longer works. Please use the command again.',
} as const;
