import { Command } from '@sapphire/framework';
import { InteractionContextType, PermissionFlagsBits, Status, type ChatInputCommandInteraction } from 'discord.js';
import { inviteLink } from '../../discord/invite.js';
import { respond } from '../../discord/replies.js';
import { ownsBot } from '../rights.js';
import { statusText, type StatusFacts } from '../status/status-text.js';

/** `/status`: what an admin wants to know of the bot at a glance. */
export class StatusCommand extends Command {
  public constructor(context: Command.LoaderContext) {
    super(context, {
      name: 'status',
      description: 'Show how this bot is doing here: its plugins, missing permissions, channels, and what comes next.',
      preconditions: ['GuildOnly', 'SudoOnly'],
    });
  }

  public override registerApplicationCommands(registry: Command.Registry): void {
    registry.registerChatInputCommand((command) =>
      command
        .setName(this.name)
        .setDescription(this.description)
        .setContexts(InteractionContextType.Guild)
        .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild),
    );
  }

  public override chatInputRun(interaction: ChatInputCommandInteraction<'cached'>): Promise<void> {
    return respond(interaction, async () => statusText(await this.#facts(interaction)));
  }

  async #facts(interaction: ChatInputCommandInteraction<'cached'>): Promise<StatusFacts> {
    const { guild, client } = interaction;
    const { version, pluginNames, permissions, missingIntents, requests, statusDesk } = this.container.roomkeeper;
    const [report, isOwner] = await Promise.all([statusDesk?.report(guild), this.#isOwner(interaction)]);
    const { shards } = client.ws;
    const { level, pausedGuilds } = requests.snapshot();
    return {
      ...(report ?? { lacks: [], tracked: [], upcoming: [], silent: [] }),
      version,
      plugins: pluginNames.filter((name) => name !== 'core'),
      shards: {
        up: shards.filter(({ status }) => status === Status.Ready).size,
        all: shards.size,
        own: guild.shardId,
        latency: guild.shard.ping,
      },
      missingIntents,
      slowedDown: level !== 'normal',
      pausedUntil: pausedGuilds.find(({ guildId }) => guildId === guild.id)?.until ?? null,
      process: isOwner ? processFacts(client.readyTimestamp) : null,
      invite: inviteLink(client, permissions),
    };
  }

  /** Whoever cannot be asked about is no owner. */
  async #isOwner(interaction: ChatInputCommandInteraction): Promise<boolean> {
    try {
      return await ownsBot(interaction);
    } catch (error) {
      this.container.roomkeeper.log.debug({ error }, 'Discord does not say who owns the bot');
      return false;
    }
  }
}

function processFacts(since: number): StatusFacts['process'] {
  return { megabytes: Math.round(process.memoryUsage.rss() / 2 ** 20), since };
}
