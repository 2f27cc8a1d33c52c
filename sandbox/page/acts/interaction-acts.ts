import {
  ApplicationCommandOptionType as OptionType,
  ApplicationCommandType as CommandType,
  InteractionResponseType as Answer,
  type APIApplicationCommandOption,
} from 'discord-api-types/v10';
import type { InteractionHandle } from '../../people/interaction-handle.js';
import type { CommandInput } from '../../store/command-input.js';
import { findCommand } from '../../store/commands.js';
import type { OptionInput } from '../../store/option-input.js';
import { PageError } from '../page-error.js';
import type { ActResult, InteractionAct, OptionValue } from '../protocol/acts.js';
import type { Seat } from '../seat.js';
import { openModals } from '../view/interaction-view.js';
import type { ActTable } from './act-table.js';
import { channelOf, messageOf } from './person-acts.js';
import { modalInputOf } from './picked-files.js';

/** What the seat's member does with the bot. Each ends with the bot's answer. */
export const interactionActs: ActTable<InteractionAct, Seat> = {
  async slash(seat, { channel, line, options }) {
    const input = inputOf(seat, channel, line, options);
    return answered(await seat.person.slash(line, input, { channel: channelOf(seat, channel) }));
  },
  async autocomplete(seat, { channel, line, option, typed, options }) {
    const others = inputOf(seat, channel, line, options);
    const where = { channel: channelOf(seat, channel) };
    return answered(await seat.person.autocomplete(line, option, typed, others, where));
  },
  async userCommand(seat, { channel, line, user }) {
    return answered(await seat.person.userCommand(line, { id: user }, { channel: channelOf(seat, channel) }));
  },
  async messageCommand(seat, { channel, line, message }) {
    return answered(await seat.person.messageCommand(line, messageOf(seat, channel, message)));
  },
  async click(seat, { channel, message, customId }) {
    return answered(await seat.person.click(messageOf(seat, channel, message), customId));
  },
  async choose(seat, { channel, message, customId, values }) {
    return answered(await seat.person.select(messageOf(seat, channel, message), customId, values));
  },
  async submit(seat, { modal, fields }) {
    const open = openModals(seat.looker).find(({ opener }) => opener.id === modal);
    if (!open) throw new PageError('This form is no longer open');
    return answered(await seat.person.submit(open, modalInputOf(fields)));
  },
  dismissModal: (seat, { modal }) => seat.dismiss(modal),
};

async function answered(handle: InteractionHandle): Promise<ActResult> {
  const { type, choices } = await handle.response();
  const answer = answers.get(type);
  return {
    ...(answer && { answer }),
    ...(choices && { choices: choices.map(({ name, value }) => ({ name, value })) }),
  };
}

const answers: ReadonlyMap<Answer, NonNullable<ActResult['answer']>> = new Map([
  [Answer.ChannelMessageWithSource, 'message'],
  [Answer.DeferredChannelMessageWithSource, 'thinking'],
  [Answer.DeferredMessageUpdate, 'update'],
  [Answer.UpdateMessage, 'update'],
  [Answer.Modal, 'modal'],
  [Answer.ApplicationCommandAutocompleteResult, 'choices'],
]);

const picked: ReadonlySet<OptionType> = new Set([
  OptionType.User,
  OptionType.Role,
  OptionType.Channel,
  OptionType.Mentionable,
]);

/** The options as people enter them: what is picked is an entity, which the page names by its id. */
function inputOf(
  { looker, guild }: Seat,
  channelId: string,
  line: string,
  options: Readonly<Record<string, OptionValue>>,
): CommandInput {
  const isDirect = looker.world.channel(channelId).guildId === null;
  const [name = '', ...path] = line.split(' ');
  const command = findCommand(looker.world, isDirect ? null : guild, CommandType.ChatInput, name);
  const known = leafOptions(command?.options ?? [], path);
  const entries = Object.entries(options).map(([key, value]): [string, OptionInput] => {
    const type = known.find((option) => option.name === key)?.type;
    return [key, type !== undefined && picked.has(type) ? { id: String(value) } : value];
  });
  return Object.fromEntries(entries);
}

function leafOptions(
  options: readonly APIApplicationCommandOption[],
  [step, ...rest]: readonly string[],
): readonly APIApplicationCommandOption[] {
  if (step === undefined) return options;
  const next = options.find(({ name }) => name === step);
  return next && 'options' in next ? leafOptions(next.options ?? [], rest) : [];
}
