import {
  InteractionResponseType as Answer,
  InteractionType,
  type APIApplicationCommandOptionChoice,
  type APIInteractionResponse,
  type APIModalInteractionResponseCallbackData,
} from 'discord-api-types/v10';
import { checkChoices } from './command-option-rules.js';
import { checkModal } from './components.js';
import { invalidForm, refuse } from './errors.js';
import { createLoadingReply, createReply, editReply, isPresent, type ReplyBody } from './interaction-messages.js';
import type { InteractionAnswer, InteractionRecord } from './interaction-record.js';
import { acknowledge } from './interactions.js';
import type { MessageRecord } from './records.js';
import type { World } from './world.js';

const MAX_CHOICES = 25;
const replies = [Answer.ChannelMessageWithSource, Answer.DeferredChannelMessageWithSource];
const updates = [Answer.DeferredMessageUpdate, Answer.UpdateMessage];

/** The ways in which an interaction can be answered. */
function answersTo({ type, source }: InteractionRecord): readonly Answer[] {
  if (type === InteractionType.ApplicationCommandAutocomplete) return [Answer.ApplicationCommandAutocompleteResult];
  if (type === InteractionType.MessageComponent) return [...replies, ...updates, Answer.Modal];
  if (type === InteractionType.ModalSubmit) return source ? [...replies, ...updates] : replies;
  return [...replies, Answer.Modal];
}

/**
 * Answers an interaction for the first time. A refused answer does not count: the bot may try again.
 *
 * @param said - The message that the response's `data` describes, if it describes one.
 * @throws {DiscordError} 10008 when the message to update is gone, 50006, 50035
 */
export function answerInteraction(
  world: World,
  record: InteractionRecord,
  response: APIInteractionResponse,
  said: ReplyBody,
): InteractionAnswer {
  const allowed = answersTo(record);
  if (!allowed.includes(response.type)) {
    throw invalidForm('type', 'BASE_TYPE_CHOICES', `Value must be one of {${allowed.join(', ')}}.`);
  }
  const answer: InteractionAnswer = {
    type: response.type,
    message: null,
    modal: null,
    choices: null,
    ...atOnce(world, record, response, said),
  };
  record.original = answer.message;
  acknowledge(record, answer);
  return answer;
}

function atOnce(
  world: World,
  record: InteractionRecord,
  response: APIInteractionResponse,
  said: ReplyBody,
): Partial<InteractionAnswer> {
  switch (response.type) {
    case Answer.ChannelMessageWithSource:
      return { message: createReply(world, record, said) };
    case Answer.DeferredChannelMessageWithSource:
      return { message: createLoadingReply(world, record, said.flags ?? 0) };
    case Answer.DeferredMessageUpdate:
      return { message: sourceOf(record) };
    case Answer.UpdateMessage:
      return { message: editReply(world, sourceOf(record), said) };
    case Answer.Modal:
      return { modal: { opener: record, data: openModal(response.data), submission: null } };
    case Answer.ApplicationCommandAutocompleteResult:
      return { choices: offer(response.data.choices ?? []) };
    case Answer.Pong:
    case Answer.PremiumRequired:
    case Answer.LaunchActivity:
      break;
  }
  return {};
}

function sourceOf(record: InteractionRecord): MessageRecord {
  if (!record.source || !isPresent(record, record.source)) throw refuse('unknownMessage');
  return record.source;
}

function openModal(data: APIModalInteractionResponseCallbackData): APIModalInteractionResponseCallbackData {
  checkModal(data);
  return data;
}

function offer(choices: readonly APIApplicationCommandOptionChoice[]): readonly APIApplicationCommandOptionChoice[] {
  if (choices.length > MAX_CHOICES) {
    throw invalidForm('data.choices', 'BASE_TYPE_MAX_LENGTH', `Must be ${MAX_CHOICES} or fewer in length.`);
  }
  checkChoices('data.choices', choices);
  return choices;
}
