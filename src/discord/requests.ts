import { DefaultRestOptions, type RESTOptions } from 'discord.js';

type MakeRequest = RESTOptions['makeRequest'];

/** How often a request is made in all when Discord does not answer, or answers with a server error. */
const TRIES = 3;

/**
 * The client's way of making requests: repeats what got no answer or a server error, but only what may be carried out
 * twice without harm. discord.js itself would repeat every request, and a repeated `POST` makes a second channel when
 * only the first answer was lost. Whoever makes something finds out for itself what became of it.
 */
export const makeRequest: MakeRequest = async (url, init) => {
  const tries = isRepeatable(url, init.method) ? TRIES : 1;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await DefaultRestOptions.makeRequest(url, init);
      if (response.status < 500 || attempt >= tries) return response;
      await response.arrayBuffer();
    } catch (error) {
      if (attempt >= tries || init.signal?.aborted) throw error;
    }
  }
};

/** An answer to an interaction is taken once by Discord itself; any other `POST` makes something anew each time. */
function isRepeatable(url: string, method: string | undefined): boolean {
  return method?.toUpperCase() !== 'POST' || /\/interactions\/\d+\/[^/]+\/callback/.test(url);
}
