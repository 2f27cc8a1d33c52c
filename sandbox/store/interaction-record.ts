import type {
  APIApplicationCommandOptionChoice,
  APIMessageInteractionMetadata,
  APIModalInteractionResponseCallbackData,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import type { ChannelRecord, GuildRecord, MessageRecord, UserRecord } from './records.js';

/** What a person did, and what has become of it. */
export interface InteractionRecord {
  readonly id: string;
  /** Authorises answers: the first within 3 s, everything after it within 15 minutes. */
  readonly token: string;
  readonly type: InteractionType;
  readonly createdAt: number;
  readonly user: UserRecord;
  readonly channel: ChannelRecord;
  /** Null in direct messages. */
  readonly guild: GuildRecord | null;
  /** The message whose component was used, or from whose component the submitted modal came. */
  readonly source: MessageRecord | null;
  /** As replies carry it. Null for an autocomplete, which has no replies. */
  readonly metadata: APIMessageInteractionMetadata | null;
  /** `failed`: nothing was answered within 3 s and the person was told so. */
  state: 'pending' | 'answered' | 'failed';
  /** What `@original` means: the first answer, or the message that it updates. */
  original: MessageRecord | null;
  /** All messages that the bot has answered with and not deleted, the first answer included. */
  readonly replies: MessageRecord[];
  /** The first answer, once there is one. */
  answer: InteractionAnswer | null;
  /** Fulfilled when the interaction is answered or has failed. */
  readonly settled: Promise<void>;
  /** Ends the waiting for an answer. */
  readonly settle: () => void;
}

/** The bot's first answer. */
export interface InteractionAnswer {
  readonly type: InteractionResponseType;
  /** The reply, loading if deferred, or the message that was updated. */
  readonly message: MessageRecord | null;
  readonly modal: ModalRecord | null;
  /** What an autocomplete offers. */
  readonly choices: readonly APIApplicationCommandOptionChoice[] | null;
}

/** A modal that the bot has opened for somebody. */
export interface ModalRecord {
  /** The interaction that it answers. */
  readonly opener: InteractionRecord;
  readonly data: APIModalInteractionResponseCallbackData;
  /** The last submission. When it fails the modal stays open. */
  submission: InteractionRecord | null;
}
