import { core, use } from 'roomkeeper';
import type { ChannelRecord } from 'roomkeeper/sandbox';
import type { Renamed } from '../../../plugins/hub/api.js';
import type { PanelTemplateKey } from '../../../plugins/hub/domain/panel-templates.js';
import type { RoomSettings } from '../../../plugins/hub/domain/room.js';
import { hub } from '../../../plugins/hub/plugin.js';
import { voiceSettings } from '../../../plugins/hub/settings.js';
import { EDIT, HubScene, type HubSceneOptions } from './scene.js';

/** Discord's limit on names and no other, on the clock of the test. */
export const NAME_LIMIT_ONLY = { global: false, routes: false, reactions: false } as const;

/** Longer than automation waits for a newer wish, in seconds. */
export const DEBOUNCE = 5;

/** A scene in which Discord keeps its limit on names, and Ada has a room. */
export class NamingScene {
  public readonly scene: HubScene;
  public readonly room: ChannelRecord;

  private constructor(scene: HubScene, room: ChannelRecord) {
    this.scene = scene;
    this.room = room;
  }

  /** @param before - Runs before Ada joins the hub. */
  public static async set(options: HubSceneOptions = {}, before?: (scene: HubScene) => void | Promise<void>) {
    const scene = await HubScene.set({
      ...options,
      sandbox: { rateLimits: NAME_LIMIT_ONLY, ...options.sandbox },
    });
    await before?.(scene);
    await scene.stage.settle();
    return new NamingScene(scene, await scene.roomOf(scene.ada));
  }

  /** Sets what the guild wants of rooms. */
  public static async wants(
    scene: HubScene,
    values: {
      show_game_in?: RoomSettings['showGameIn'];
      banned_words?: readonly string[];
      text?: RoomSettings['text'];
    },
  ): Promise<void> {
    await use(core).settings.set(scene.guild.id, voiceSettings, values, null);
  }

  public async rename(name: string): Promise<Renamed> {
    const renamed = await use(hub).names.rename(this.room.id, name);
    await this.scene.stage.settle();
    return renamed;
  }

  public async template(key: PanelTemplateKey): Promise<Renamed> {
    const renamed = await use(hub).names.template(this.room.id, key, this.scene.ada.name);
    await this.scene.stage.settle();
    return renamed;
  }

  public async cancel(): Promise<void> {
    await use(hub).names.cancel(this.room.id);
    await this.scene.stage.settle();
  }

  /** The bodies of the PATCHes of the room's voice channel so far. */
  public get sent(): unknown[] {
    return this.scene
      .calls(EDIT)
      .filter(({ params }) => params['channel_id'] === this.room.id)
      .map(({ body }) => body);
  }

  /** Those of its text channel. */
  public get sentToText(): unknown[] {
    const { id } = this.scene.textOf(this.room);
    return this.scene
      .calls(EDIT)
      .filter(({ params }) => params['channel_id'] === id)
      .map(({ body }) => body);
  }

  /** What is stored of the room's names. */
  public get names() {
    return this.scene.stored(this.room).names;
  }

  /** Seconds from now. */
  public in(at: number | null): number {
    return ((at ?? Number.NaN) - this.scene.stage.clock.now()) / 1000;
  }

  /**
   * Stops the bot as a crash would in the middle of a rename: what was stored then is what there is.
   *
   * @param made - Whether Discord has made the edit.
   */
  public async crashWhileRenaming(name: string, made: boolean): Promise<void> {
    const { scene, room } = this;
    const text = scene.textOf(room);
    const [before, textBefore] = [room.name, text.name];
    scene.sandbox.faults.add({ operation: EDIT, times: 1, answer: { delay: 1000 } });
    const renamed = scene.parts.names.rename(room.id, name);
    await scene.sandbox.until(() => this.sent.length === 1);
    const [row] = await scene.rows<Record<'stamps' | 'wish' | 'at', string>>(
      'select rename_stamps::text as stamps, rename_wish::text as wish, rename_at::text as at from auto_channels',
    );
    await scene.stage.pass(1);
    await renamed;
    await scene.stage.stopBot();
    scene.guild.owner.editChannel(text, { name: textBefore });
    if (!made) scene.guild.owner.editChannel(room, { name: before });
    await scene.rows(
      `update auto_channels set rename_stamps = '${row?.stamps}', rename_wish = '${row?.wish}', rename_at = '${row?.at}'`,
    );
    scene.sandbox.clearCalls();
  }

  public async settle(): Promise<void> {
    await this.scene.stage.settle();
  }

  /** Lets everything come that has happened, and then so much time pass. */
  public async pass(seconds: number): Promise<void> {
    await this.settle();
    await this.scene.stage.pass(seconds);
  }
}
