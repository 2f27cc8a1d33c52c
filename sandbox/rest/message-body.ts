import {
  MessageFlags,
  MessageReferenceType,
  type RESTPatchAPIChannelMessageJSONBody,
  type RESTPostAPIChannelMessageJSONBody,
} from 'discord-api-types/v10';
import type { Upload } from '../store/attachments.js';
import type { OwnMessage } from '../store/message-acts.js';
import type { MessageBody } from '../store/message-content.js';
import { refuseUnhandled, UnhandledFieldError } from './fields.js';
import type { UploadedFile } from './multipart.js';
import type { RestRequest } from './route.js';

/** The fields that {@link contentOf} reads. */
export const contentFields = ['content', 'embeds', 'components', 'flags', 'allowed_mentions', 'attachments'] as const;
const sendFields = [...contentFields, 'tts', 'nonce', 'enforce_nonce', 'message_reference'] as const;
/** Refused together with IsComponentsV2, and else not emulated. */
const legacyFields = ['poll', 'sticker_ids'] as const;

type ContentFields = Pick<RESTPatchAPIChannelMessageJSONBody, (typeof contentFields)[number]>;

/**
 * What a request wants to send.
 *
 * @throws {UnhandledFieldError} for polls, stickers and forwards
 */
export function messageToSend(request: RestRequest): OwnMessage {
  const body = (request.body ?? {}) as RESTPostAPIChannelMessageJSONBody;
  const isV2 = ((body.flags ?? 0) & MessageFlags.IsComponentsV2) !== 0;
  refuseUnhandled(body, isV2 ? [...sendFields, ...legacyFields] : sendFields);
  return {
    ...contentOf(request, body),
    tts: body.tts ?? false,
    nonce: body.nonce,
    enforceNonce: body.enforce_nonce ?? false,
    replyTo: replyOf(body),
    poll: body.poll,
    stickerIds: body.sticker_ids,
  };
}

function replyOf({ message_reference: reference }: RESTPostAPIChannelMessageJSONBody): OwnMessage['replyTo'] {
  if (!reference) return undefined;
  if (reference.type === MessageReferenceType.Forward) throw new UnhandledFieldError('message_reference.type');
  return { messageId: reference.message_id, failIfNotExists: reference.fail_if_not_exists ?? true };
}

/** What a request wants to change. discord.js sends the fields of sending with edits too, where they mean nothing. */
export function messageChange(request: RestRequest): MessageBody {
  refuseUnhandled(request.body, [...contentFields, 'tts', 'enforce_nonce']);
  return contentOf(request, request.body ?? {});
}

/** What a body says, with the files of its request. */
export function contentOf(request: RestRequest, body: ContentFields): MessageBody {
  return {
    content: body.content,
    embeds: body.embeds,
    components: body.components,
    flags: body.flags,
    allowedMentions: body.allowed_mentions,
    keptAttachments: body.attachments === null ? [] : body.attachments?.map(({ id }) => String(id)),
    uploads: request.files && uploadsOf(request.files, body),
  };
}

/** The files of a request: the one of the form's field `files[0]` is described by the attachment with the id 0. */
function uploadsOf(files: readonly UploadedFile[], { attachments }: ContentFields): Upload[] {
  return files.map(({ field, name, contentType, data }, index) => {
    const id = /^files\[(\d+)\]$/.exec(field)?.[1] ?? String(index);
    const described = attachments?.find((attachment) => String(attachment.id) === id);
    return {
      filename: described?.filename ?? name,
      data,
      contentType,
      description: described?.description ?? undefined,
    };
  });
}
