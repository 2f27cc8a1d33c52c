import { randomUUID } from 'node:crypto';
import { GatewayIntentBits, type MessageCreateOptions } from 'discord.js';
import type { SpecOf } from '../../domain/action.js';
import { filled, picked } from '../../domain/templates.js';
import { CUT, nothingToSay } from '../../run-messages.js';
import type { ActionExecutor, Run, StepResult } from '../parts.js';
import { failureOf, other } from './discord-answers.js';
import { placeFor } from './place.js';
import { sendOnce } from './sending.js';
import { valuesOf } from './template-values.js';

type MessageSpec = SpecOf<'message'>;

/** Sends a text. It pings nobody, unless the action lets it ping whoever set it off. */
export class MessageExecutor implements ActionExecutor<'message'> {
  public readonly kind = 'message';
  readonly #random: () => number;

  /** @param random - from 0 to less than 1: picks the text. */
  public constructor(random: () => number) {
    this.#random = random;
  }

  public async execute(spec: MessageSpec, run: Run): Promise<StepResult> {
    const { texts } = spec.second;
    const said = filled(picked(texts, this.#random), valuesOf(run));
    if (!said.ok) return other(nothingToSay(run.guild.client.options.intents.has(GatewayIntentBits.MessageContent)));
    const replyTo = spec.second.reply && spec.first === null ? run.messageId : null;
    const channelId = spec.first ?? run.channelId;
    const needed = replyTo === null ? (['SendMessages'] as const) : (['SendMessages', 'ReadMessageHistory'] as const);
    const place = await placeFor(run.guild, channelId, needed);
    if (!place.ok) return place;
    try {
      const message = { content: said.text, ...replying(replyTo), ...pinging(spec, run, replyTo) };
      await sendOnce(place.channel, message, randomUUID().replaceAll('-', '').slice(0, 25));
    } catch (error) {
      return failureOf(error, { channel: channelId });
    }
    return said.cut ? { ok: true, note: CUT } : { ok: true };
  }
}

/** Without what it answers, it is an ordinary message. */
function replying(messageId: string | null): Pick<MessageCreateOptions, 'reply'> {
  return messageId === null ? {} : { reply: { messageReference: messageId, failIfNotExists: false } };
}

/** A reaction's message may be somebody else's, whom an answer must not ping. */
function pinging({ second }: MessageSpec, { member, event }: Run, replyTo: string | null) {
  const users = second.mentionUser && member !== null ? [member.id] : [];
  const repliedUser = users.length > 0 && replyTo !== null && event?.kind === 'message';
  return { allowedMentions: { parse: [], users, repliedUser } };
}
