import type { Attachment } from 'discord.js';
import type { Clock } from 'roomkeeper';
import { downloads, fileFaults } from '../../portable-messages.js';
import { refused } from '../admin/refusals.js';
import { FILE_LIMIT } from './limits.js';

/** How long Discord may take to hand out a file, in milliseconds. */
export const DOWNLOAD_TIME = 10_000;

/**
 * The bytes of a file that came with an interaction, from where Discord says that it is and from nowhere else: no redirect
 * is followed, and no more is read than a file of triggers may have.
 *
 * @throws {UserError} `trigger.file-too-big`, `trigger.download-failed` or `trigger.download-slow`.
 */
export async function downloaded({ url, size }: Pick<Attachment, 'url' | 'size'>, clock: Clock): Promise<Uint8Array> {
  if (size > FILE_LIMIT) throw tooBig();
  const ending = new AbortController();
  const timer = clock.after(DOWNLOAD_TIME, () => ending.abort());
  try {
    const response = await fetch(url, { redirect: 'error', signal: ending.signal });
    if (!response.ok || response.body === null) throw refused('download-failed', downloads.failed);
    return await limited(response.body);
  } catch (error) {
    if (ending.signal.aborted) throw refused('download-slow', downloads.slow);
    // What fetch says of a connection that failed.
    if (error instanceof TypeError) throw refused('download-failed', downloads.failed, { cause: error });
    throw error;
  } finally {
    timer.cancel();
    ending.abort();
  }
}

async function limited(body: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.byteLength;
    if (length > FILE_LIMIT) throw tooBig();
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function tooBig(): Error {
  return refused('file-too-big', fileFaults.line('', null, fileFaults.tooBig(FILE_LIMIT)));
}
