import { Command } from '@sapphire/framework';
import {
  InteractionContextType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
  type GuildMember,
} from 'discord.js';
import { respond, use, type Answer } from 'roomkeeper';
import { hub } from '../../hub/plugin.js';
import { command, refusal } from '../messages.js';
import { panel } from '../plugin.js';

/** What somebody needs to join a hub. */
const toJoin = PermissionFlagsBits.ViewChannel | PermissionFlagsBits.Connect;
/** No more hubs are named than anybody reads. */
const MAX_HUBS = 10;

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
    return respond(interaction, async () => this.#answer(interaction.member));
  }

  #answer(member: GuildMember): Answer {
    const stored = use(hub).roomOf(member.guild.id, member.id);
    const { facts, panels } = use(panel);
    if (stored?.room.state === 'pending') return refusal.pending;
    if (stored && stored.room.state !== 'deleting') return panels.render(stored);
    const hubs = facts.hubsOf(member.guild);
    const open = hubs.filter((channel) => channel.permissionsFor(member).has(toJoin));
    if (hubs.length > 0 && open.length === 0) return command.noOpenHub;
    return command.noRoom(open.slice(0, MAX_HUBS).map(({ id }) => id));
  }
}
