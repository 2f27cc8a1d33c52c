import { Subcommand } from '@sapphire/plugin-subcommands';
import { InteractionContextType, PermissionFlagsBits, type SlashCommandSubcommandsOnlyBuilder } from 'discord.js';

export interface ManagerCommandOptions {
  readonly name: string;
  readonly description: string;
  readonly subcommands: NonNullable<Subcommand.Options['subcommands']>;
  /** Adds the subcommands, with their options, to what is registered. */
  readonly register: (command: SlashCommandSubcommandsOnlyBuilder) => SlashCommandSubcommandsOnlyBuilder;
}

/** A command for those who manage a server: Discord shows it to nobody without Manage Server, and the bot refuses it to them. */
export abstract class ManagerCommand extends Subcommand {
  readonly #register: ManagerCommandOptions['register'];

  protected constructor(
    context: Subcommand.LoaderContext,
    { name, description, subcommands, register }: ManagerCommandOptions,
  ) {
    super(context, {
      name,
      description,
      preconditions: ['GuildOnly'],
      requiredUserPermissions: [PermissionFlagsBits.ManageGuild],
      subcommands,
    });
    this.#register = register;
  }

  public override registerApplicationCommands(registry: Subcommand.Registry): void {
    registry.registerChatInputCommand((command) =>
      this.#register(
        command
          .setName(this.name)
          .setDescription(this.description)
          .setContexts(InteractionContextType.Guild)
          .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),
      ),
    );
  }
}

/** Subcommands that are carried out by the methods of their names. */
export function subcommandsNamed(...names: readonly string[]): ManagerCommandOptions['subcommands'] {
  return names.map((name) => ({ name, chatInputRun: name }));
}
