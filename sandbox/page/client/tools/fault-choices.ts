import type { FaultChoice } from '../../protocol/shared-view.js';

/** What can be made of a call. */
export const faultChoices: readonly FaultChoice[] = [
  { kind: '5xx', status: 500 },
  { kind: '5xx', status: 502 },
  { kind: '5xx', status: 503 },
  { kind: '429', retryAfter: 2 },
  { kind: '429', retryAfter: 30 },
  { kind: '4xx', status: 403, code: 50013 },
  { kind: '4xx', status: 403, code: 50001 },
  { kind: '4xx', status: 404, code: 10003 },
  { kind: '4xx', status: 404, code: 10008 },
  { kind: '4xx', status: 400, code: 50035 },
  { kind: 'timeout' },
  { kind: 'drop' },
  { kind: 'lose-answer' },
  { kind: 'delay', ms: 2000 },
  { kind: 'delay', ms: 10_000 },
];

const codes: Readonly<Record<number, string>> = {
  50013: 'Missing Permissions',
  50001: 'Missing Access',
  10003: 'Unknown Channel',
  10008: 'Unknown Message',
  50035: 'Invalid Form Body',
};

export function faultWords(answer: FaultChoice): string {
  switch (answer.kind) {
    case '429':
      return `429 Too Many Requests, retry after ${answer.retryAfter} s`;
    case '5xx':
      return `${answer.status}, an error of the server`;
    case '4xx':
      return `${answer.status} ${codes[answer.code] ?? 'refused'} (${answer.code})`;
    case 'timeout':
      return 'it is never answered';
    case 'drop':
      return 'the connection is cut before it is handled';
    case 'lose-answer':
      return 'it is done, but the answer is lost';
    case 'delay':
      return `it is handled ${answer.ms / 1000} s late`;
  }
}
