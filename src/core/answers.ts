import { container, Identifiers, UserError } from '@sapphire/framework';
import {
  DiscordAPIError,
  RESTJSONErrorCodes,
  type BaseInteraction,
  type PermissionsString,
  type RateLimitError,
} from 'discord.js';
import { randomUUID } from 'node:crypto';
import { reply } from '../discord/replies.js';
import { restFailure } from '../discord/rest-errors.js';
import { messages } from './messages.js';
import { preconditionFailure } from './precondition-failures.js';

/**
 * Answers an interaction whose work failed. A `UserError` shows its own text; an error that nobody expected gets a short id,
 * which the user sees and the log has with the stack. Where Discord takes no answer any more there is nobody to tell.
 */
export async function answerError(interaction: BaseInteraction, error: unknown): Promise<void> {
  const failure = preconditionFailure(error) ?? error;
  if (isClosed(failure) && !isThinking(interaction)) {
    container.roomkeeper.log.warn({ ...where(interaction), error: failure }, 'An interaction takes no answer any more');
    return;
  }
  const text = isClosed(failure) ? messages.unanswered : explain(failure);
  await answer(interaction, text ?? messages.unknownError(logUnexpected(interaction, failure)));
}

/** Answers an interaction, or says in the log why that was not possible. Choices of an autocomplete are left empty. */
export async function answer(interaction: BaseInteraction, text: string): Promise<void> {
  try {
    if (interaction.isRepliable()) await reply(interaction, text);
    else if (interaction.isAutocomplete() && !interaction.responded) await interaction.respond([]);
  } catch (error) {
    container.roomkeeper.log.warn({ ...where(interaction), error }, 'An interaction could not be answered');
  }
}

/** What Discord says of an interaction that is too old, or that has its answer: one whose acknowledgement got lost, too. */
const closed: ReadonlySet<number | string> = new Set([
  RESTJSONErrorCodes.UnknownInteraction,
  RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  RESTJSONErrorCodes.InvalidWebhookToken,
]);

function isClosed(error: unknown): boolean {
  return error instanceof DiscordAPIError && closed.has(error.code);
}

/** Whether somebody sees that the bot thinks, and will until it says something: an answer that came too late met that. */
function isThinking(interaction: BaseInteraction): boolean {
  return interaction.isRepliable() && interaction.deferred && !interaction.replied && interaction.ephemeral !== null;
}

function explain(error: unknown): string | null {
  if (error instanceof UserError) return explainUserError(error);
  switch (restFailure(error)) {
    case 'forbidden':
      return messages.forbidden;
    case 'unanswered':
      return messages.unanswered;
    case 'rate-limited':
      return messages.rateLimited(container.roomkeeper.clock.now() + (error as RateLimitError).retryAfter);
    default:
      return null;
  }
}

function explainUserError(error: UserError): string {
  const { missing = [] } = (error.context ?? {}) as { missing?: PermissionsString[] };
  switch (error.identifier) {
    case Identifiers.PreconditionGuildOnly:
      return messages.guildOnly;
    case Identifiers.PreconditionUserPermissions:
    case Identifiers.PreconditionUserPermissionsNoPermissions:
      return missing.length > 0 ? messages.userLacks(missing) : messages.denied;
    case Identifiers.PreconditionClientPermissions:
    case Identifiers.PreconditionClientPermissionsNoPermissions:
      return missing.length > 0 ? messages.botLacks(missing) : messages.forbidden;
    default:
      return error.message || messages.denied;
  }
}

function logUnexpected(interaction: BaseInteraction, error: unknown): string {
  const id = randomUUID().slice(0, 8);
  container.roomkeeper.log.error({ ...where(interaction), error, errorId: id }, 'An interaction failed');
  return id;
}

function where(interaction: BaseInteraction): Record<string, unknown> {
  return {
    guild: interaction.guildId,
    channel: interaction.channelId,
    user: interaction.user.id,
    interaction:
      interaction.isCommand() || interaction.isAutocomplete() ? interaction.commandName : customIdOf(interaction),
  };
}

function customIdOf(interaction: BaseInteraction): string | null {
  return interaction.isMessageComponent() || interaction.isModalSubmit() ? interaction.customId : null;
}
