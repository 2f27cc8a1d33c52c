import {
  ApplicationCommandOptionType as OptionType,
  ChannelType,
  GatewayDispatchEvents,
  InteractionResponseType as Answer,
  type APIApplicationCommand,
  type APIInteraction,
  type APIMessage,
} from 'discord-api-types/v10';
import { GuildHandle } from '../../../sandbox/people/guild-handle.js';
import type { InteractionHandle } from '../../../sandbox/people/interaction-handle.js';
import type { Person } from '../../../sandbox/people/person.js';
import { Router } from '../../../sandbox/rest/router.js';
import { allRoutes } from '../../../sandbox/rest/routes/all.js';
import { faultsOfDispatch } from '../../../sandbox/schema/dispatch-validation.js';
import { faultsOfAnswer } from '../../../sandbox/schema/rest-validation.js';
import { InteractionRefusedError } from '../../../sandbox/store/interaction-refusal.js';
import type { ChannelRecord, MessageRecord } from '../../../sandbox/store/records.js';
import { Scene } from '../scene.js';

/** A guild with two members, a text and a voice channel, and a bot that the test speaks for. */
export class Stage extends Scene {
  public readonly handle = new GuildHandle(this.world, this.guild);
  public readonly ada: Person = this.handle.addMember({ name: 'Ada' });
  public readonly ben: Person = this.handle.addMember({ name: 'Ben' });
  public readonly text: ChannelRecord = this.handle.addChannel({ name: 'talk', type: ChannelType.GuildText });
  public readonly room: ChannelRecord = this.handle.addChannel({ name: 'Room' });

  public constructor() {
    super();
    this.world.onDispatch(({ event, data }) => demandNone(event, faultsOfDispatch(event, data)));
  }

  /** As in the whole sandbox every answer must fit Discord's schema. */
  public override call(...[operation, options]: Parameters<Scene['call']>): ReturnType<Scene['call']> {
    const answer = super.call(operation, options);
    const template = operationOf(operation);
    demandNone(template, faultsOfAnswer(template, answer.status, answer.body));
    return answer;
  }

  /** The bot registers its global commands. */
  public register(...bodies: object[]): APIApplicationCommand[] {
    return this.call(`PUT /applications/${this.world.application.id}/commands`, { body: bodies })
      .body as APIApplicationCommand[];
  }

  /** The interaction that the bot heard of last. */
  public get received(): APIInteraction {
    const last = this.events(GatewayDispatchEvents.InteractionCreate).at(-1);
    if (!last) throw new Error('The bot has heard of no interaction');
    return last;
  }

  /** The bot answers an interaction. */
  public answer(to: InteractionHandle, body: object, query = '') {
    return this.call(`POST /interactions/${to.id}/${to.token}/callback`, { body, query });
  }

  /** The bot answers with a message. */
  public reply(to: InteractionHandle, data: object) {
    return this.answer(to, { type: Answer.ChannelMessageWithSource, data });
  }

  /** The bot uses the webhook of an interaction, such as `POST` or `PATCH messages/@original`. */
  public webhook(to: InteractionHandle, operation: string, body?: object) {
    const [method = '', path] = operation.split(' ');
    const tail = path === undefined ? '' : `/${path}`;
    return this.call(`${method} /webhooks/${this.world.application.id}/${to.token}${tail}`, { body });
  }

  /** A message of the bot's with components, made by a command's reply. */
  public async panel(...components: object[]): Promise<MessageRecord> {
    this.register(ping);
    const handle = await this.ada.slash('ping');
    this.reply(handle, { content: 'Panel', components: components.map((component) => row(component)) });
    const [message] = handle.replies;
    if (!message) throw new Error('The panel was not sent');
    return message;
  }
}

const router = new Router(allRoutes);

function operationOf(call: string): string {
  const [method = '', path = ''] = call.split(' ');
  const match = router.match(method, path);
  if (!match) throw new Error(`No route for ${call}`);
  return match.operation;
}

function demandNone(what: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${what} does not fit Discord's schema:\n${faults.join('\n')}`);
}

/** A slash command without options. */
export const ping = { name: 'ping', description: 'Answers pong' };

/** A slash command with subcommands and options of several types. */
export const hub = {
  name: 'hub',
  description: 'Hubs',
  options: [
    {
      type: OptionType.Subcommand,
      name: 'enable',
      description: 'Makes a hub',
      options: [
        {
          type: OptionType.Channel,
          name: 'voice_channel',
          description: 'Which',
          required: true,
          channel_types: [ChannelType.GuildVoice],
        },
        { type: OptionType.Integer, name: 'user_limit', description: 'How many', min_value: 0, max_value: 99 },
        { type: OptionType.String, name: 'style', description: 'How', choices: [{ name: 'Plain', value: 'plain' }] },
        { type: OptionType.Boolean, name: 'private', description: 'Whether' },
      ],
    },
    {
      type: OptionType.SubcommandGroup,
      name: 'guests',
      description: 'Guests',
      options: [
        {
          type: OptionType.Subcommand,
          name: 'add',
          description: 'Adds one',
          options: [{ type: OptionType.Mentionable, name: 'who', description: 'Who', required: true }],
        },
      ],
    },
  ],
};

function row(component: object): object {
  return { type: 1, components: [component] };
}

/** A button. */
export function button(customId: string, more: object = {}): object {
  return { type: 2, style: 1, label: 'Press', custom_id: customId, ...more };
}

/** Why a person's client refuses an act. Fails when it does not. */
export async function clientRefusal(act: Promise<unknown>): Promise<string> {
  const outcome = await act.then(
    () => 'not refused',
    (error: unknown) => error,
  );
  if (typeof outcome === 'string') return outcome;
  if (!(outcome instanceof InteractionRefusedError)) throw outcome;
  return outcome.refusal;
}

/** The message that a call answered. */
export function messageOf(answer: { body: unknown }): APIMessage {
  return answer.body as APIMessage;
}
