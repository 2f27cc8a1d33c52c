import { ComponentType } from 'discord-api-types/v10';
import { DiscordError, type InteractionHandle, type MessageRecord, type Person } from 'roomkeeper/sandbox';
import { InteractionRefusedError } from '../../../sandbox/store/interaction-refusal.js';
import type { ModalRecord } from '../../../sandbox/store/interaction-record.js';
import { shown, type Shown } from '../../plugins/panel/scene.js';
import type { Stage } from '../../support/stage.js';
import type { FuzzGuild } from './fuzz-scene.js';

/** A button or a select menu that was seen, and where. */
export interface SeenControl {
  readonly customId: string;
  readonly control: Shown;
  readonly message: MessageRecord;
  /** Who was shown it. */
  readonly person: Person;
}

/** A form that was opened for somebody. */
export interface SeenForm {
  readonly modal: ModalRecord;
  readonly person: Person;
}

/** What takes things away is tried last: what comes behind it would not be seen. */
const LAST = /delete|remove|reset|confirm|disable|go$/;
/** More clicks than there are controls mean that pages lead to pages for ever. */
const MOST = 400;

/** Uses one of each control that the bot shows, and what comes of that, until there is nothing new. */
export class Crawler {
  public readonly controls = new Map<string, SeenControl>();
  public readonly forms = new Map<string, SeenForm>();
  readonly #stage: Stage;
  readonly #guild: FuzzGuild;
  readonly #used = new Set<string>();

  public constructor(stage: Stage, guild: FuzzGuild) {
    this.#stage = stage;
    this.#guild = guild;
  }

  /** Takes a message, or what somebody was answered, for a start. */
  public see(person: Person, what: MessageRecord | InteractionHandle): void {
    if ('api' in what) this.#seeMessage(person, what);
    else {
      for (const message of [...what.replies, ...(what.original ? [what.original] : [])])
        this.#seeMessage(person, message);
      if (what.modal) this.forms.set(kindOf(what.modal.data.custom_id), { modal: what.modal, person });
    }
  }

  public async crawl(): Promise<void> {
    for (let clicks = 0; clicks < MOST; clicks += 1) {
      const fresh = [...this.controls].filter(([kind]) => !this.#used.has(kind));
      const [next] = fresh.toSorted(([one], [other]) => Number(LAST.test(one)) - Number(LAST.test(other)));
      if (!next) return;
      this.#used.add(next[0]);
      await this.#use(next[1]);
    }
  }

  async #use({ person, message, customId, control }: SeenControl): Promise<void> {
    try {
      const handle =
        control.type === ComponentType.Button
          ? await person.click(message, customId, { force: true })
          : await person.select(message, customId, [this.#choice(control)], { force: true });
      await handle.response();
      await this.#stage.settle();
      this.see(person, handle);
    } catch (error) {
      // A user or a role that cannot be chosen there.
      if (!(error instanceof InteractionRefusedError || error instanceof DiscordError)) throw error;
    }
  }

  #choice({ type, options }: Shown) {
    if (type === ComponentType.StringSelect) return options?.[0]?.value ?? '';
    if (type === ComponentType.RoleSelect) return this.#guild.role;
    return type === ComponentType.ChannelSelect ? this.#guild.talk : this.#guild.stranger.user;
  }

  #seeMessage(person: Person, message: MessageRecord): void {
    for (const control of shown(message)) {
      if (control.custom_id === undefined || control.disabled === true) continue;
      const kind = `${kindOf(control.custom_id)} ${control.type}`;
      // The newest stands in a message that is still as it was seen.
      this.controls.set(kind, { customId: control.custom_id, control, message, person });
      // The pages of a menu have one kind each for all that can be chosen: each leads elsewhere.
      for (const { value } of control.options ?? []) this.#option(kind, value, { control, message, person });
    }
  }

  #option(kind: string, value: string, seen: Omit<SeenControl, 'customId'>): void {
    const key = `${kind} ${/^\d+$/.test(value) ? '#' : value}`;
    if (this.controls.has(key) || this.controls.size > MOST) return;
    const only = { ...seen.control, options: [{ label: value, value }] };
    this.controls.set(key, { ...seen, customId: seen.control.custom_id ?? '', control: only });
  }
}

/** The plugin and what the control does, without ids and pages. */
export function kindOf(customId: string): string {
  return customId.split(':').slice(0, 2).join(':');
}
