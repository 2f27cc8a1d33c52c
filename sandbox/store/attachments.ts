import type { APIAttachment } from 'discord-api-types/v10';
import type { World } from './world.js';

/** A file to put on a message. */
export interface Upload {
  readonly filename: string;
  readonly data: Uint8Array;
  readonly contentType: string;
  readonly description?: string | undefined;
  readonly title?: string | undefined;
}

/** A file that a person picks. A text is sent as UTF-8; without a type it is plain text. */
export interface FileInput {
  readonly filename: string;
  readonly data: string | Uint8Array;
  readonly contentType?: string;
}

/** What a person's client uploads for a file. */
export function uploadOf({ filename, data, contentType = 'text/plain; charset=utf-8' }: FileInput): Upload {
  return { filename, contentType, data: typeof data === 'string' ? new TextEncoder().encode(data) : data };
}

/** Makes an attachment of an uploaded file. Where a server runs, it can be downloaded there. */
export function attach(world: World, channelId: string, upload: Upload, folder = 'attachments'): APIAttachment {
  const id = world.snowflake();
  const url = world.files.put(`/${folder}/${channelId}/${id}/${encodeURIComponent(upload.filename)}`, upload);
  return {
    id,
    filename: upload.filename,
    size: upload.data.byteLength,
    url,
    proxy_url: url,
    content_type: upload.contentType,
    ...(upload.description !== undefined && { description: upload.description }),
    ...(upload.title !== undefined && { title: upload.title }),
  };
}
