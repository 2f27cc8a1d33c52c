import { InteractionHandler, InteractionHandlerTypes, UserError } from '@sapphire/framework';
import type { ButtonInteraction } from 'discord.js';
import { respondByUpdate, use } from 'roomkeeper';
import { sayHi } from '../greetings.js';
import { answers } from '../messages.js';
import greeter from '../plugin.js';

/** Somebody says hi to a new member. */
export class SayHiHandler extends InteractionHandler {
  public constructor(context: InteractionHandler.LoaderContext) {
    super(context, { name: 'greeter.say-hi', interactionHandlerType: InteractionHandlerTypes.Button });
  }

  public override parse({ customId, guildId }: ButtonInteraction) {
    // What comes back is what a client sent: the server must be this one.
    const [ofGuild, userId] = sayHi.parse(customId) ?? [];
    return userId === undefined || ofGuild !== guildId ? this.none() : this.some({ guildId, userId });
  }

  public override run(
    interaction: ButtonInteraction,
    { guildId, userId }: { guildId: string; userId: string },
  ): Promise<void> {
    return respondByUpdate(interaction, async () => {
      const content = await use(greeter).hi(guildId, userId);
      if (content === null) throw new UserError({ identifier: 'greeter.over', message: answers.late });
      return { content };
    });
  }
}
