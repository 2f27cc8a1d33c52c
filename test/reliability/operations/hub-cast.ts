import { ChannelType } from 'discord-api-types/v10';
import type { ChannelRecord, InteractionHandle, MessageRecord, Person } from 'roomkeeper/sandbox';
import type { Hub } from '../../../plugins/hub/domain/room.js';
import type { StoredRoom } from '../../../plugins/hub/plugin.js';
import { adding, hubPage } from '../../../plugins/hub/sudo-messages.js';
import { hubChannels } from '../../../plugins/hub/sudo-pages.js';
import { Cast } from '../cast.js';
import { buttonOf, entityMenuOf } from '../controls.js';
import type { Scene } from '../operation.js';

/** Longer than a panel waits for further changes, in seconds. */
const DEBOUNCE = 2;

/** A guild in which "Join me" is a hub, or is about to be one. */
export class HubCast extends Cast {
  public readonly category: ChannelRecord;
  /** The channel that is the hub at first. */
  public readonly joinMe: ChannelRecord;

  public constructor(scene: Scene) {
    super(scene, 'Hubs');
    this.category = this.guild.addChannel({ name: 'Rooms', type: ChannelType.GuildCategory });
    this.joinMe = this.guild.addChannel({ name: 'Join me', parent: this.category });
  }

  public static async set(scene: Scene): Promise<HubCast> {
    const cast = new HubCast(scene);
    await scene.settle();
    const [page, menu] = await cast.adding();
    await cast.answered(cast.olga.select(page, menu, [cast.joinMe]));
    if (!page.api.content.includes(adding.done(await cast.hub()))) throw new Error(page.api.content);
    return cast;
  }

  /** A hub, and Ada's room with others in it. */
  public static async withRoom(
    scene: Scene,
    ...others: readonly ('ben' | 'cleo')[]
  ): Promise<{ readonly cast: HubCast; readonly room: ChannelRecord }> {
    const cast = await HubCast.set(scene);
    const room = cast.joinMe;
    for (const who of ['ada', ...others] as const) {
      cast[who].join(room);
      await scene.settle();
    }
    await scene.pass(DEBOUNCE);
    if ((await cast.rooms()).length !== 1) throw new Error('Ada got no room');
    return { cast, room };
  }

  /** The page of the hubs, opened by Olga. */
  public hubPage(who: Person = this.olga): Promise<MessageRecord> {
    return this.sudo(who, 'Settings', hubChannels.label);
  }

  /** The page on which a channel is chosen that is to be a hub, and its menu. */
  public async adding(): Promise<readonly [MessageRecord, menu: string]> {
    const page = await this.hubPage();
    await this.answered(this.olga.click(page, buttonOf(page, hubPage.add)));
    return [page, entityMenuOf(page)];
  }

  public async hubs(): Promise<Hub[]> {
    return (await this.scene.stored.hubs()).filter(({ guildId }) => guildId === this.guild.id);
  }

  public async hub(): Promise<Hub> {
    const [hub] = await this.hubs();
    if (!hub) throw new Error('There is no hub');
    return hub;
  }

  public async rooms(): Promise<StoredRoom[]> {
    return (await this.scene.stored.rooms()).filter(({ room }) => room.guildId === this.guild.id);
  }

  /** The guild's only room, if there is one. */
  public async room(): Promise<StoredRoom['room'] | undefined> {
    return (await this.rooms())[0]?.room;
  }

  public async textOf(): Promise<ChannelRecord> {
    const text = this.guild.record.channels.get((await this.room())?.textChannelId ?? '');
    if (!text) throw new Error('The room has no text channel');
    return text;
  }

  /** The panel of the guild's only room. */
  public async panel(): Promise<MessageRecord> {
    const [stored] = await this.rooms();
    const panel = (await this.textOf()).messages.get(stored?.controlPanelMessageId ?? '');
    if (!panel) throw new Error('The room has no panel');
    return panel;
  }

  /** Somebody presses a button of the panel, and gets no answer here. */
  public async press(who: Person, label: string): Promise<void> {
    const panel = await this.panel();
    await who.click(panel, buttonOf(panel, label));
  }

  /** Somebody opens a form from the panel. */
  public async opens(who: Person, label: string): Promise<NonNullable<InteractionHandle['modal']>> {
    const panel = await this.panel();
    const { modal } = await this.answered(who.click(panel, buttonOf(panel, label)));
    if (!modal) throw new Error(`${label} opened no form`);
    return modal;
  }

  /** The names of the channels for voice. */
  public get voiceNames(): string[] {
    const voice = [...this.guild.record.channels.values()].filter(({ type }) => type === ChannelType.GuildVoice);
    return voice.map(({ name }) => name).toSorted();
  }
}
