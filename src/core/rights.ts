import { UserError } from '@sapphire/framework';
import type {
  AnySelectMenuInteraction,
  BaseInteraction,
  ButtonInteraction,
  ChannelSelectMenuInteraction,
  ChatInputCommandInteraction,
  MentionableSelectMenuInteraction,
  ModalSubmitInteraction,
  RepliableInteraction,
  RoleSelectMenuInteraction,
  StringSelectMenuInteraction,
  UserSelectMenuInteraction,
} from 'discord.js';
import { use } from '../plugins/registry.js';
import { messages } from './messages.js';
import { core } from './plugin.js';

/** Interactions whose rights can be checked. */
export type Guarded =
  | AnySelectMenuInteraction
  | ButtonInteraction
  | ChatInputCommandInteraction
  | ModalSubmitInteraction;

/** The same interaction, of which it is known that it came from a guild. */
export type InGuild<Given extends Guarded> = Given extends ButtonInteraction
  ? ButtonInteraction<'cached'>
  : Given extends StringSelectMenuInteraction
    ? StringSelectMenuInteraction<'cached'>
    : Given extends RoleSelectMenuInteraction
      ? RoleSelectMenuInteraction<'cached'>
      : Given extends ChannelSelectMenuInteraction
        ? ChannelSelectMenuInteraction<'cached'>
        : Given extends UserSelectMenuInteraction
          ? UserSelectMenuInteraction<'cached'>
          : Given extends MentionableSelectMenuInteraction
            ? MentionableSelectMenuInteraction<'cached'>
            : Given extends ChatInputCommandInteraction
              ? ChatInputCommandInteraction<'cached'>
              : ModalSubmitInteraction<'cached'>;

/**
 * The guard of buttons, select menus and modals, for which Sapphire runs no preconditions: call it at each click, first. Costs
 * no request and no query.
 *
 * @returns the interaction, as one of a guild.
 * @throws {UserError} `core.guild-only` or `core.sudo-only`, which core's listeners answer.
 */
export function requireSudo<Given extends Guarded>(interaction: Given): InGuild<Given> {
  const given: BaseInteraction = interaction;
  if (!given.inCachedGuild()) throw new UserError({ identifier: 'core.guild-only', message: messages.guildOnly });
  if (!use(core).isSudo(given.member)) {
    throw new UserError({ identifier: 'core.sudo-only', message: messages.sudoOnly });
  }
  // The compiler cannot follow the narrowing into the type of each kind of interaction.
  return interaction as unknown as InGuild<Given>;
}

/**
 * The same for what only the owner of the application may do, or an accepted member of the team that owns it, as Discord names
 * them at this moment. Costs a request, and does not defer: call it within `respond`, `respondByUpdate` or `inTime`.
 *
 * @param trust - For so many milliseconds after Discord has named somebody as an owner, it is not asked about them again: for
 *   a click on what was drawn for an owner. Short, for in that time somebody who has lost the application still passes.
 * @throws {UserError} `core.bot-owner-only`, which core's listeners answer.
 */
export async function requireBotOwner(interaction: RepliableInteraction, trust = 0): Promise<void> {
  if (await ownsBot(interaction, trust)) return;
  throw new UserError({ identifier: 'core.bot-owner-only', message: messages.botOwnerOnly });
}

/** Whether an interaction is of an owner of the bot. Costs a request, unless `trust` saves it: see {@link requireBotOwner}. */
export function ownsBot({ client, user }: RepliableInteraction, trust = 0): Promise<boolean> {
  return use(core).botOwners.include(user.id, client, trust);
}
