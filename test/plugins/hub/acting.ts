import { UserError } from '@sapphire/framework';
import { expect } from 'chai';
import { use } from 'roomkeeper';
import { JoinRefusedError, type ChannelRecord, type Person } from 'roomkeeper/sandbox';
import type { RoomActions, RoomOrder } from '../../../plugins/hub/api.js';
import { hub } from '../../../plugins/hub/plugin.js';
import { EDIT, HubScene, type HubSceneOptions } from './scene.js';

/** What somebody was told instead. */
export interface Refused {
  readonly identifier: string;
  readonly message: string;
}

/** Ada has a room, and Ben is in it too. Cleo is elsewhere. */
export class ActingScene {
  public readonly hub: HubScene;
  public readonly room: ChannelRecord;

  private constructor(scene: HubScene, room: ChannelRecord) {
    this.hub = scene;
    this.room = room;
  }

  public static async set(options: HubSceneOptions = {}): Promise<ActingScene> {
    const scene = await HubScene.set(options);
    const room = await scene.roomOf(scene.ada);
    await scene.joins(scene.ben, room);
    const acting = new ActingScene(scene, room);
    for (const person of [scene.ada, scene.ben, scene.cleo]) await acting.order(person);
    await acting.rest();
    return acting;
  }

  public get actions(): RoomActions {
    return use(hub).actions;
  }

  /** What the bot has stored of the room. */
  public get stored() {
    return this.hub.stored(this.room).room;
  }

  /** Somebody wants something of a room. */
  public async order(person: Person, room = this.room, guildId = this.hub.guild.id): Promise<RoomOrder> {
    const guild = this.hub.stage.bot.client?.guilds.cache.get(guildId);
    if (!guild) throw new Error('The bot is not in that guild');
    return { guild, voiceChannelId: room.id, member: await guild.members.fetch(person.id) };
  }

  /** Lets all that is under way be done, and forgets its calls. */
  public async rest(): Promise<void> {
    await this.hub.stage.pass(1);
    this.hub.sandbox.clearCalls();
  }

  /** Does something. @returns the operations that it called before it came back, and those that followed. */
  public async calls(act: () => Promise<unknown>): Promise<{ readonly at: string[]; readonly after: string[] }> {
    await this.rest();
    await act();
    const at = this.hub.operations;
    await this.hub.stage.pass(1);
    return { at, after: this.hub.operations.slice(at.length) };
  }

  /** The edits of the room's voice channel. */
  public get edits(): number {
    return this.hub.calls(EDIT).filter(({ params }) => params['channel_id'] === this.room.id).length;
  }

  /** Somebody joins the room, if their client lets them. @returns whether it did. */
  public async gotIn(person: Person): Promise<boolean> {
    try {
      person.join(this.room);
    } catch (error) {
      if (error instanceof JoinRefusedError) return false;
      throw error;
    }
    await this.hub.stage.settle();
    return true;
  }

  /** The bits that the room's voice channel allows and denies a role or a member, as Discord has them. */
  public overwrite(id: string): { readonly allow: bigint; readonly deny: bigint } | undefined {
    const found = this.room.overwrites.find((overwrite) => overwrite.id === id);
    return found && { allow: found.allow, deny: found.deny };
  }
}

/** What is told to somebody whose order is refused; fails when it is not. */
export async function refusal(work: Promise<unknown>): Promise<Refused> {
  try {
    await work;
  } catch (error) {
    expect(error).to.be.instanceOf(UserError);
    const { identifier, message } = error as UserError;
    return { identifier, message };
  }
  throw new Error('It was not refused');
}
