import { Command } from '@sapphire/framework';
import { InteractionContextType, PermissionFlagsBits, type ChatInputCommandInteraction, type Guild } from 'discord.js';
import { respond, use, type Answer } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { command } from '../messages.js';
import { panel } from '../plugin.js';

/** `/voice`: a copy of the panel of the room that the caller is in, else of the one that they own while they are away. */
export class VoiceCommand extends Command {
  public constructor(context: Command.LoaderContext) {
    super(context, { name: command.name, description: command.description, preconditions: ['GuildOnly'] });
  }

  public override registerApplicationCommands(registry: Command.Registry): void {
    registry.registerChatInputCommand((builder) =>
      builder
        .setName(this.name)
        .setDescription(this.description)
        .setContexts(InteractionContextType.Guild)
        .setDefaultMemberPermissions(PermissionFlagsBits.UseApplicationCommands),
    );
  }

  public override chatInputRun(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    return respond(interaction, async () => this.#answer(interaction.guild, interaction.user.id));
  }

  #answer(guild: Guild, userId: string): Answer {
    const stored = use(hub).roomOf(guild.id, userId);
    const { facts, panels } = use(panel);
    if (stored && stored.room.state !== 'deleting') return panels.render(stored);
    return command.noRoom(facts.hubsOf(guild));
  }
}
