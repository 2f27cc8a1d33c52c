import { ChannelType, type APIInteraction } from 'discord-api-types/v10';
import { GuildHandle } from '../../../sandbox/people/guild-handle.js';
import type { Person } from '../../../sandbox/people/person.js';
import { Page, type PageOptions } from '../../../sandbox/page/page.js';
import type { SandboxOptions } from '../../../sandbox/sandbox.js';
import type { ChannelRecord } from '../../../sandbox/store/records.js';
import type { RawClient } from '../gateway/raw-client.js';
import { Running } from '../running.js';
import { Browser } from './browser.js';

/** A sandbox with a few people, a bot that the test speaks for, and its page in a browser. Its `strike` belongs into `afterEach`. */
export class PageStage {
  public page: Page;
  public readonly guild: GuildHandle;
  public readonly ada: Person;
  public readonly ben: Person;
  public readonly chat: ChannelRecord;
  public readonly room: ChannelRecord;
  readonly #running: Running;
  readonly #options: PageOptions;
  readonly #browsers: Browser[] = [];
  readonly #heard = new Set<object>();
  #bot: RawClient | undefined;

  private constructor(running: Running, options: PageOptions) {
    const { sandbox } = running;
    this.#running = running;
    this.guild = new GuildHandle(sandbox.world, running.guild);
    this.chat = this.guild.addChannel({ name: 'chat', type: ChannelType.GuildText });
    this.room = this.guild.addChannel({ name: 'Lounge' });
    this.ada = this.guild.addMember({ name: 'Ada' });
    this.ben = this.guild.addMember({ name: 'Ben' });
    this.#options = options;
    this.page = new Page(sandbox, options);
  }

  public static async set(options: PageOptions = {}, sandbox: SandboxOptions = {}): Promise<PageStage> {
    const stage = new PageStage(await Running.start(sandbox), options);
    await stage.page.listen();
    return stage;
  }

  public get sandbox() {
    return this.#running.sandbox;
  }

  /** The bot comes, and registers global commands. */
  public async startBot(...commands: object[]): Promise<void> {
    this.#bot = await this.#running.identify();
    await this.call('PUT', `/applications/${this.sandbox.world.application.id}/commands`, commands);
  }

  /** The bot calls the REST API, which must succeed. */
  public async call(method: string, path: string, json?: unknown): Promise<unknown> {
    const response = await this.#running.call(method, path, json === undefined ? {} : { json });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.status === 204 ? undefined : response.json();
  }

  /** The next interaction that the bot hears of. */
  public async interaction(): Promise<APIInteraction> {
    if (!this.#bot) throw new Error('No bot has come');
    const frame = await this.#bot.frame((one) => one.t === 'INTERACTION_CREATE' && !this.#heard.has(one));
    this.#heard.add(frame);
    return frame.d as APIInteraction;
  }

  /** The bot answers an interaction. */
  public async answer({ id, token }: APIInteraction, body: object): Promise<void> {
    await this.call('POST', `/interactions/${id}/${token}/callback`, body);
  }

  public async open(): Promise<Browser> {
    const browser = await Browser.open(this.page.address);
    this.#browsers.push(browser);
    return browser;
  }

  /** Another page over the same sandbox, in the place of one that was closed. */
  public async reopen(port: number): Promise<Page> {
    this.page = new Page(this.sandbox, this.#options);
    await this.page.listen(port);
    return this.page;
  }

  public async strike(): Promise<void> {
    for (const browser of this.#browsers) browser.close();
    await this.page.close();
    await this.#running.stop();
  }
}
