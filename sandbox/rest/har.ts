import { STATUS_CODES } from 'node:http';
import type { RecordedCall } from './recorder.js';

/** The calls as an HTTP archive (HAR 1.2), which browsers' developer tools open. A call without an answer has status 0. */
export function toHar(calls: readonly RecordedCall[], api: string): object {
  const creator = { name: 'roomkeeper sandbox', version: '1' };
  return { log: { version: '1.2', creator, entries: calls.map((call) => entry(call, api)) } };
}

function entry(call: RecordedCall, api: string): object {
  const time = call.duration ?? 0;
  return {
    startedDateTime: new Date(call.at).toISOString(),
    time,
    request: request(call, api),
    response: response(call),
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    comment: call.operation,
  };
}

function request(call: RecordedCall, api: string): object {
  const search = new URLSearchParams(call.query).toString();
  const reason = call.reason === null ? [] : [{ name: 'x-audit-log-reason', value: call.reason }];
  return {
    method: call.method,
    url: `${api}/v10${call.path}${search && `?${search}`}`,
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: reason,
    queryString: Object.entries(call.query).map(([name, value]) => ({ name, value })),
    ...(call.body !== undefined && { postData: { mimeType: 'application/json', text: JSON.stringify(call.body) } }),
    headersSize: -1,
    bodySize: -1,
  };
}

function response({ status, answer }: RecordedCall): object {
  const text = answer === undefined ? '' : JSON.stringify(answer);
  return {
    status: status ?? 0,
    statusText: STATUS_CODES[status ?? 0] ?? '',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: [],
    content: { size: Buffer.byteLength(text), mimeType: 'application/json', text },
    redirectURL: '',
    headersSize: -1,
    bodySize: -1,
  };
}
