import { type InteractionHandler, InteractionHandlerTypes } from '@sapphire/framework';
import type { ChannelSelectMenuInteraction } from 'discord.js';
import { respondByUpdate, use, type Guarded } from 'roomkeeper';
import { hub } from '../plugin.js';
import { SudoControl } from '../services/admin/sudo-control.js';
import { refused } from '../services/admin/hub-checks.js';
import { adding, refusal, registeredNote } from '../sudo-messages.js';
import { framed } from '../views/frame.js';
import { controls } from '../views/controls.js';

/** A channel was chosen: it is a hub from now on. */
export class HubAddedHandler extends SudoControl<ChannelSelectMenuInteraction> {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'hub.hub-added', type: InteractionHandlerTypes.SelectMenu, id: controls.hubAdded });
  }

  protected override accepts(interaction: Guarded): boolean {
    return interaction.isChannelSelectMenu();
  }

  protected override async use(interaction: ChannelSelectMenuInteraction<'cached'>): Promise<void> {
    const { guild, user } = interaction;
    const { registration, hubPages } = use(hub);
    await respondByUpdate(interaction, async () => {
      // By the cache, which holds no channel of another guild under this one's.
      const channel = guild.channels.cache.get(interaction.values[0] ?? '');
      if (!channel) throw refused(refusal.otherGuild);
      const registered = await registration.add(guild, channel, user.id);
      return framed(hubPages.list(guild, 0, registeredNote(registered, adding.done)));
    });
  }
}
