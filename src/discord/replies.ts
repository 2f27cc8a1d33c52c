import { container } from '@sapphire/framework';
import {
  MessageFlags,
  type InteractionReplyOptions,
  type AnySelectMenuInteraction,
  type ButtonInteraction,
  type ModalMessageModalSubmitInteraction,
  type RepliableInteraction,
} from 'discord.js';
import { restFailure } from './rest-errors.js';

/** What an interaction is answered with: text, or a message, with files if need be. One of Components V2 says so in its flags. */
export type Answer =
  | string
  | (Pick<InteractionReplyOptions, 'content' | 'components' | 'embeds' | 'files'> & {
      readonly flags?: MessageFlags.IsComponentsV2;
    });

/** Discord gives up on an interaction after 3 s. After half of that the answer is deferred. */
const DEFER_AFTER = 1500;

/** When each interaction's first work began, in milliseconds of the bot's clock. */
const begun = new WeakMap<RepliableInteraction, number>();

/**
 * Does some work and answers the interaction with what it returns, visible only to the one who asked. When the work takes
 * longer than 1.5 s the interaction is deferred first, so that there always is an answer within Discord's 3 s, at the cost
 * of one more request. What `work` throws is thrown on, for the error listeners to answer.
 */
export async function respond(interaction: RepliableInteraction, work: () => Promise<Answer>): Promise<void> {
  await reply(interaction, await inTime(interaction, work));
}

/**
 * Does some work and puts what it returns in place of the message whose button or select menu was used, or whose modal was
 * sent. When the work takes
 * longer than 1.5 s the click is acknowledged first, as with {@link respond}. Where the message is gone by then, or
 * cannot become what it should, the answer is a new one, for who clicked alone.
 */
export async function respondByUpdate(
  interaction: ButtonInteraction | AnySelectMenuInteraction | ModalMessageModalSubmitInteraction,
  work: () => Promise<Answer>,
): Promise<void> {
  const message = silent(await inTime(interaction, work, () => interaction.deferUpdate()));
  // Text cannot take the place of components: a forged click, for no such message has that control.
  if (interaction.message.flags.has(MessageFlags.IsComponentsV2) && message.flags === undefined) {
    return reply(interaction, message);
  }
  try {
    await (interaction.deferred ? interaction.editReply(message) : interaction.update(message));
  } catch (error) {
    if (!['unknown-message', 'unknown-channel'].includes(restFailure(error))) throw error;
    // Somebody has deleted it meanwhile, or all of its channel. The work is done, and whoever clicked sees what came of it.
    await reply(interaction, message);
  }
}

/**
 * Does some work for an interaction that is not answered yet, and defers it unless the work is done 1.5 s after the first work
 * for it began. For what comes before the answer, such as a precondition that asks the database.
 */
export async function inTime<Result>(
  interaction: RepliableInteraction,
  work: () => Promise<Result>,
  defer: () => Promise<unknown> = () => interaction.deferReply({ flags: MessageFlags.Ephemeral }),
): Promise<Result> {
  const { clock, log } = container.roomkeeper;
  const start = begun.get(interaction) ?? clock.now();
  begun.set(interaction, start);
  let deferral: Promise<unknown> = Promise.resolve();
  const timer = clock.after(start + DEFER_AFTER - clock.now(), () => {
    if (interaction.deferred || interaction.replied) return;
    deferral = defer();
    // Awaited below, once the work is done; marked as handled until then.
    deferral.catch((error: unknown) => log.warn({ error }, 'An interaction could not be deferred'));
  });
  try {
    return await work();
  } finally {
    timer.cancel();
    await Promise.allSettled([deferral]);
  }
}

/**
 * The one reply path: answers a fresh interaction, fills in a deferred one, follows up on one that was answered before.
 * Visible only to the one who asked. Mentions in it notify nobody.
 */
export async function reply(interaction: RepliableInteraction, answer: Answer): Promise<void> {
  const message = silent(answer);
  // A click that was acknowledged without a reply (`deferUpdate`) has no reply to fill in: its message is another thing.
  if (interaction.deferred && !interaction.replied && interaction.ephemeral !== null) {
    await interaction.editReply(message);
  } else {
    const fresh = { ...message, flags: (message.flags ?? 0) | MessageFlags.Ephemeral };
    const answered = interaction.deferred || interaction.replied;
    await (answered ? interaction.followUp(fresh) : interaction.reply(fresh));
  }
}

/** As a message that notifies nobody. */
function silent(answer: Answer): Exclude<Answer, string> & { readonly allowedMentions: { readonly parse: [] } } {
  return { ...(typeof answer === 'string' ? { content: answer } : answer), allowedMentions: { parse: [] } };
}
