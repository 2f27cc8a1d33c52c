import type { APIAttachment } from 'discord-api-types/v10';
import type { World } from './world.js';

/** A file to put on a message. Its content is not kept. */
export interface Upload {
  readonly filename: string;
  /** In bytes. */
  readonly size: number;
  readonly contentType: string;
  readonly description?: string | undefined;
  readonly title?: string | undefined;
}

/** Makes an attachment of an uploaded file. Nothing is served at its addresses. */
export function attach(world: World, channelId: string, upload: Upload): APIAttachment {
  const id = world.snowflake();
  const place = `attachments/${channelId}/${id}/${encodeURIComponent(upload.filename)}`;
  return {
    id,
    filename: upload.filename,
    size: upload.size,
    url: `https://cdn.discordapp.com/${place}`,
    proxy_url: `https://media.discordapp.net/${place}`,
    content_type: upload.contentType,
    ...(upload.description !== undefined && { description: upload.description }),
    ...(upload.title !== undefined && { title: upload.title }),
  };
}
