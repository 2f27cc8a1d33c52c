/** Discord's answer to a request that it refuses: an HTTP status, a JSON error code and, for 50035, the faults by field. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  public readonly status: number;
  public readonly code: number;
  public readonly errors: FieldErrors | undefined;

  public constructor(status: number, code: number, message: string, errors?: FieldErrors) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }
}

/** The `errors` object of code 50035: nested by field, each leaf a list of `{ code, message }`. */
export interface FieldErrors {
  readonly [field: string]:
    | FieldErrors
    | { readonly _errors: readonly { readonly code: string; readonly message: string }[] };
}

const refusals = {
  unknownAccount: [404, 10001, 'Unknown Account'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownOverwrite: [404, 10009, 'Unknown Overwrite'],
  unknownRole: [404, 10011, 'Unknown Role'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownEmoji: [404, 10014, 'Unknown Emoji'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownBan: [404, 10026, 'Unknown Ban'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  unknownVoiceState: [404, 10065, 'Unknown Voice State'],
  maxWebhooks: [400, 30007, 'Maximum number of webhooks reached (15)'],
  maxChannels: [400, 30013, 'Maximum number of guild channels reached (500)'],
  maxReactions: [400, 30010, 'Maximum number of reactions reached (20)'],
  maxRoles: [400, 30005, 'Maximum number of server roles reached (250)'],
  maxOverwrites: [400, 30060, 'Maximum number of permission overwrites reached (1000)'],
  unauthorized: [401, 0, '401: Unauthorized'],
  notInVoice: [400, 40032, 'Target user is not connected to voice.'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  missingAccess: [403, 50001, 'Missing Access'],
  cannotEditOthersMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  cannotMessageUser: [403, 50007, 'Cannot send messages to this user'],
  notATextChannel: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  bulkDeleteCount: [
    400,
    50016,
    'Provided too few or too many messages to delete. Must provide at least 2 and fewer than 100 messages to delete',
  ],
  cannotActOnChannelType: [400, 50024, 'Cannot execute action on this channel type'],
  invalidToken: [401, 50027, 'Invalid webhook token provided'],
  bulkDeleteTooOld: [400, 50034, 'You can only bulk delete messages that are under 14 days old.'],
  cannotActOnDirectMessage: [403, 50003, 'Cannot execute action on a DM channel'],
  invalidRole: [400, 50028, 'Invalid Role'],
  maxPins: [400, 30003, 'Maximum number of pins reached for the channel (250)'],
  systemMessage: [403, 50021, 'Cannot execute action on a system message'],
  invalidRecipients: [400, 50033, 'Invalid Recipient(s)'],
  cannotReplyWithoutHistory: [400, 160002, 'You cannot reply without permission to read message history'],
  hasThread: [400, 160004, 'A thread has already been created for this message'],
  threadLocked: [400, 160005, 'Thread is locked'],
  threadArchived: [400, 50083, 'Thread is archived'],
  banned: [403, 40007, 'The user is banned from this guild.'],
} as const satisfies Record<string, readonly [number, number, string]>;

/** Makes the error that Discord answers in a named situation. */
export function refuse(situation: keyof typeof refusals): DiscordError {
  const [status, code, message] = refusals[situation];
  return new DiscordError(status, code, message);
}

/** Code 50035: one field has a fault. `path` such as `user_limit` or `data.components.0.custom_id`. */
export function invalidForm(path: string, code: string, message: string): DiscordError {
  const leaf: FieldErrors = { _errors: [{ code, message }] } as unknown as FieldErrors;
  const errors = path.split('.').reduceRight<FieldErrors>((inner, field) => ({ [field]: inner }), leaf);
  return new DiscordError(400, 50035, 'Invalid Form Body', errors);
}
