import type { APIMessage } from 'discord-api-types/v10';
import { ChannelType, OverwriteType } from 'discord-api-types/v10';
import { Router } from '../../../sandbox/rest/router.js';
import { allRoutes } from '../../../sandbox/rest/routes/all.js';
import { faultsOfDispatch } from '../../../sandbox/schema/dispatch-validation.js';
import { faultsOfAnswer } from '../../../sandbox/schema/rest-validation.js';
import { say } from '../../../sandbox/people/talk-acts.js';
import type { ChannelRecord, MemberRecord, MessageRecord } from '../../../sandbox/store/records.js';
import { Scene } from '../scene.js';

const router = new Router(allRoutes);

/** A guild with a text channel. Every answer and every event must fit Discord's schemas, else the test fails. */
export class TalkScene extends Scene {
  public readonly text: ChannelRecord;
  public readonly ada: MemberRecord;

  public constructor(botPermissions?: bigint) {
    super(botPermissions);
    this.text = this.textChannel('talk');
    this.ada = this.person('Ada');
    this.quiet();
    this.world.onDispatch(({ event, data }) => raise(event, faultsOfDispatch(event, JSON.parse(JSON.stringify(data)))));
  }

  public textChannel(name: string): ChannelRecord {
    return this.olga.createChannel({ type: ChannelType.GuildText, name });
  }

  public override call(operation: string, options: Parameters<Scene['call']>[1] = {}): ReturnType<Scene['call']> {
    const answer = super.call(operation, options);
    const [method = '', path = ''] = operation.split(' ');
    const template = router.match(method, path)?.operation ?? operation;
    const body = answer.body === undefined ? undefined : (JSON.parse(JSON.stringify(answer.body)) as unknown);
    raise(template, faultsOfAnswer(template, answer.status, body));
    return answer;
  }

  /** The bot sends a message. */
  public send(body: object, channel = this.text): APIMessage {
    return this.call(`POST /channels/${channel.id}/messages`, { body }).body as APIMessage;
  }

  /** The bot edits a message. */
  public patch(message: APIMessage, body: object): APIMessage {
    return this.call(`PATCH ${pathOf(message)}`, { body }).body as APIMessage;
  }

  /** Ada writes. */
  public says(text: string, channel = this.text): MessageRecord {
    return say(this.world, this.ada.user.id, channel, text);
  }

  /** Takes permissions from somebody in a channel. */
  public deny(member: MemberRecord, bits: bigint, channel = this.text): void {
    channel.overwrites = [
      ...channel.overwrites,
      { id: member.user.id, type: OverwriteType.Member, allow: 0n, deny: bits },
    ];
  }

  /** Gives permissions to somebody in a channel. */
  public allow(member: MemberRecord, bits: bigint, channel = this.text): void {
    channel.overwrites = [
      ...channel.overwrites,
      { id: member.user.id, type: OverwriteType.Member, allow: bits, deny: 0n },
    ];
  }
}

/** The path of a message. */
export function pathOf(message: Pick<APIMessage, 'id' | 'channel_id'>): string {
  return `/channels/${message.channel_id}/messages/${message.id}`;
}

function raise(subject: string, faults: readonly string[]): void {
  if (faults.length > 0) throw new Error(`${subject} does not fit Discord's schema:\n${faults.join('\n')}`);
}
