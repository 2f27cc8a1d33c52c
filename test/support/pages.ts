import { request } from 'node:http';

/** What a small web server answered. */
export interface Fetched {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

/** Asks for a page, on a connection of its own. */
export function fetchPage(address: string, path: string, method = 'GET'): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const asked = request(`${address}${path}`, { method, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

/** The value of one line of Prometheus' format, such as `roomkeeper_guilds{available="true"}`; undefined when it is not there. */
export function metricIn(text: string, series: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${series} `));
  return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

/** The address that a bot says in its log. */
export function operationsAddress(lines: readonly { readonly address?: unknown; readonly message: string }[]): string {
  const line = lines.findLast(({ message }) => message === 'Health and metrics are served');
  if (typeof line?.address !== 'string') throw new Error('The bot serves no health and metrics');
  return line.address;
}
