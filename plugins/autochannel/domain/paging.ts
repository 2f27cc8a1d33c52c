/** A heading and the lines below it. No line, and no heading, may be longer than half a page. */
export interface Block {
  readonly heading: string;
  readonly lines: readonly string[];
}

/**
 * Fills pages with blocks, in order, so that no page is longer than `limit` UTF-16 code units. A block that does not
 * fit goes on with its heading repeated on the next page. No blocks, no pages.
 */
export function paginate(blocks: readonly Block[], limit: number): string[] {
  const pages: string[] = [];
  let page = '';
  const add = (text: string, headingIfNew: string): void => {
    const joined = page === '' ? text : `${page}\n${text}`;
    if (joined.length <= limit) {
      page = joined;
      return;
    }
    pages.push(page);
    page = headingIfNew === '' ? text : `${headingIfNew}\n${text}`;
  };
  for (const { heading, lines } of blocks) {
    const [first, ...others] = lines;
    add(first === undefined ? heading : `${heading}\n${first}`, '');
    for (const line of others) add(line, heading);
  }
  if (page !== '') pages.push(page);
  return pages;
}
