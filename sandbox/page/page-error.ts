/** The page has asked for something that is not there. */
export class PageError extends Error {
  override readonly name = 'PageError';
}
