import type { MessageRecord, RoleRecord } from 'roomkeeper/sandbox';
import { Cast, unless } from '../cast.js';
import { controlsOf } from '../controls.js';
import type { Operation, Played, Scene } from '../operation.js';

const plugin = 'trigger';

const A_MOMENT = 5;
/** The shortest interval there is, in seconds. */
const INTERVAL = 300;
/** Expired triggers are deleted so often, in seconds. */
const CLEANING = 300;

/** A guild with roles below the bot's, in which Olga makes triggers. */
class TriggerCast extends Cast {
  public readonly red: RoleRecord;
  public readonly blue: RoleRecord;

  private constructor(scene: Scene) {
    super(scene, 'Triggers');
    this.red = this.guild.addRole({ name: 'Red' });
    this.blue = this.guild.addRole({ name: 'Blue' });
    this.olga.moveRole(this.guild.botRole, 3);
  }

  public static async set(scene: Scene): Promise<TriggerCast> {
    const cast = new TriggerCast(scene);
    await scene.settle();
    return cast;
  }

  public action(name: string, kind: string, input: Parameters<Cast['slash']>[2] = {}): Promise<unknown> {
    return this.slash(this.olga, 'action create', { name, kind, ...input });
  }

  public async trigger(condition: string, action: string, input: Parameters<Cast['slash']>[2] = {}): Promise<void> {
    await this.slash(this.olga, 'trigger create', { name: `on ${condition}`, condition, action, ...input });
    if ((await this.count('triggers')) === 0) throw new Error(`No trigger on ${condition} was made`);
  }

  public async count(table: 'triggers' | 'actions' | 'role_menus'): Promise<number> {
    return (await this.rows(`select 1 from trigger_${table} where guild_id = $1`)).length;
  }

  public async runs(): Promise<number> {
    const rows = await this.rows('select runs from trigger_triggers where guild_id = $1');
    return rows.reduce((sum, { runs }) => sum + Number(runs), 0);
  }

  /** What the bot has said in `#general`. */
  public get answers(): string[] {
    return this.said(this.general).map(({ api }) => api.content);
  }

  public has(role: RoleRecord): boolean {
    return this.ada.member.roles.has(role.id);
  }

  /** A message of Olga's that members react to. */
  public message(): MessageRecord {
    return this.olga.say(this.news, 'Choose');
  }

  public link({ api }: MessageRecord): string {
    return `https://discord.com/channels/${this.guild.id}/${api.channel_id}/${api.id}`;
  }

  public reacted({ reactions }: MessageRecord): boolean {
    return [...reactions.values()].some((users) => users.has(this.guild.bot.id));
  }
}

/** What is the same for most. */
function played(cast: Cast, rest: Omit<Played, 'guild' | 'settlesIn'> & { readonly settlesIn?: number }): Played {
  return { guild: cast.guild, settlesIn: A_MOMENT, ...rest };
}

export const triggerOperations: readonly Operation[] = [
  {
    plugin,
    name: 'a oneshot fires',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      await cast.action('answer', 'message', { text: 'once' });
      await cast.trigger('contains', 'answer', { parameter: 'go', persistence: 'oneshot' });
      const isGone = async (): Promise<boolean> => (await cast.count('triggers')) === 0;
      return played(cast, {
        act: async () => void cast.ada.say(cast.general, 'go'),
        finished: async () => cast.answers.length === 1,
        // One that was claimed is spent, whether it came to say something or not: never twice.
        divergences: async () =>
          unless({
            'it answers once at most': cast.answers.length <= 1,
            'it is gone once it has answered': cast.answers.length === 0 || (await isGone()),
          }),
      });
    },
  },
  {
    plugin,
    name: 'a chain of three actions runs',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      await cast.action('third', 'message', { text: 'done' });
      await cast.action('second', 'role', { role: cast.red, next: 'third' });
      await cast.action('first', 'react', { emoji: '👍', next: 'second' });
      await cast.trigger('contains', 'first', { parameter: 'go' });
      const said: MessageRecord[] = [];
      const steps = (): boolean[] => [
        said.some((message) => cast.reacted(message)),
        cast.has(cast.red),
        cast.answers.length > 0,
      ];
      return played(cast, {
        act: async () => void said.push(cast.ada.say(cast.general, 'go')),
        finished: async () => steps().every(Boolean),
        // What a crash cuts off is not taken up again: the message may be long past.
        divergences: async () =>
          unless({
            'no step is done before the one before it': !/false.*true/.test(steps().join()),
            'it answers once at most': cast.answers.length <= 1,
            'it has run once at most': (await cast.runs()) <= 1,
          }),
      });
    },
  },
  {
    plugin,
    name: 'an interval comes round',
    isSlow: true,
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      await cast.action('remind', 'message', { text: 'Time!', channel: cast.general });
      await cast.trigger('interval', 'remind', { parameter: '5m' });
      const due = async (): Promise<number> => {
        const [row] = await cast.rows('select next_due from trigger_triggers where guild_id = $1');
        return row?.['next_due'] instanceof Date ? row['next_due'].getTime() : 0;
      };
      const first = await due();
      const wait = (first - scene.now()) / 1000 + 1;
      /** Its moments so far. While something holds the bot up for long, more than one may have come. */
      const moments = (): number => Math.floor((scene.now() - first) / (INTERVAL * 1000)) + 1;
      return played(cast, {
        isDue: true,
        act: () => scene.pass(wait),
        finished: async () => cast.answers.length > 0,
        divergences: async () =>
          unless({
            'it speaks once a moment at most': cast.answers.length <= moments(),
            'its plan goes on': (await due()) === first + moments() * INTERVAL * 1000,
          }),
      });
    },
  },
  {
    plugin,
    name: 'a role of a group takes the place of another',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      const { ada, blue, olga, red } = cast;
      const roles = `<@&${red.id}> <@&${blue.id}>`;
      await cast.slash(olga, 'rolegroup create', { name: 'colours', roles, maximum: 1, when_full: 'replace' });
      const message = cast.message();
      for (const [emoji, role] of [
        ['🔴', red],
        ['🔵', blue],
      ] as const) {
        await cast.slash(olga, 'reactionrole add', { message: cast.link(message), emoji, role, group: 'colours' });
      }
      ada.react(message, '🔴');
      await scene.settle();
      await scene.pass(3);
      if (!cast.has(red)) throw new Error('Ada got no role');
      return played(cast, {
        act: async () => ada.react(message, '🔵'),
        finished: async () => cast.has(blue) && !cast.has(red),
        divergences: async () => unless({ 'there is one colour at most': !(cast.has(red) && cast.has(blue)) }),
      });
    },
  },
  {
    plugin,
    name: 'a reaction role is made',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      const message = cast.message();
      const input = { message: cast.link(message), emoji: '🔴', role: cast.red };
      return played(cast, {
        act: async () => void (await cast.olga.slash('reactionrole add', input, { channel: cast.general })),
        finished: async () => (await cast.count('triggers')) === 2,
        divergences: async () => {
          const count = await cast.count('triggers');
          return unless({
            'it is there whole or not at all': count === 0 || count === 2,
            'its actions come with it': (await cast.count('actions')) === count,
            'the bot reacts to nothing that nobody made': count === 2 || !cast.reacted(message),
          });
        },
      });
    },
  },
  {
    plugin,
    name: 'a role menu is posted',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      const input = { style: 'buttons', text: 'Colours', channel: cast.news };
      return played(cast, {
        act: async () => void (await cast.olga.slash('reactionrole menu create', input, { channel: cast.general })),
        finished: async () => (await cast.count('role_menus')) === 1,
        divergences: async () =>
          unless({
            'there is a message for each menu': cast.said(cast.news).length === (await cast.count('role_menus')),
            'there is one at most': cast.said(cast.news).length <= 1,
          }),
      });
    },
  },
  {
    plugin,
    name: 'a role is added to a menu',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      const create = { style: 'buttons', text: 'Colours', channel: cast.news };
      await cast.slash(cast.olga, 'reactionrole menu create', create);
      const [row] = await cast.rows('select id from trigger_role_menus where guild_id = $1');
      const input = { menu: String(row?.['id']), role: cast.red };
      const shown = (): boolean =>
        cast.said(cast.news).some((one) => controlsOf(one).some(({ label }) => label === 'Red'));
      const isStored = async (): Promise<boolean> => (await cast.count('actions')) === 1;
      return played(cast, {
        act: async () => void (await cast.olga.slash('reactionrole menu add', input, { channel: cast.general })),
        finished: isStored,
        divergences: async () => unless({ 'the menu shows what is stored': shown() === (await isStored()) }),
      });
    },
  },
  {
    plugin,
    name: 'a role menu is deleted',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      const create = { style: 'buttons', text: 'Colours', channel: cast.news };
      await cast.slash(cast.olga, 'reactionrole menu create', create);
      const [row] = await cast.rows('select id from trigger_role_menus where guild_id = $1');
      const input = { menu: String(row?.['id']) };
      return played(cast, {
        act: async () => void (await cast.olga.slash('reactionrole menu delete', input, { channel: cast.general })),
        finished: async () => (await cast.count('role_menus')) === 0,
        divergences: async () =>
          unless({
            'the message goes with the menu': cast.said(cast.news).length === (await cast.count('role_menus')),
          }),
      });
    },
  },
  {
    plugin,
    name: 'a trigger is made by an action',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      await cast.action('answer', 'message', { text: 'made' });
      const made = { condition: 'contains', parameter: 'then', run: 'answer', lifetime: '1h' };
      await cast.action('make', 'create-trigger', made);
      await cast.trigger('contains', 'make', { parameter: 'go' });
      return played(cast, {
        act: async () => void cast.ada.say(cast.general, 'go'),
        finished: async () => (await cast.count('triggers')) === 2,
        divergences: async () => unless({ 'one is made at most': (await cast.count('triggers')) <= 2 }),
      });
    },
  },
  {
    plugin,
    name: 'a trigger is made with a command',
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      await cast.action('answer', 'message', { text: 'made' });
      const input = { name: 'new', condition: 'contains', parameter: 'go', action: 'answer' };
      return played(cast, {
        act: async () => void (await cast.olga.slash('trigger create', input, { channel: cast.general })),
        finished: async () => (await cast.count('triggers')) === 1,
        divergences: async () => unless({ 'one is made at most': (await cast.count('triggers')) <= 1 }),
      });
    },
  },
  {
    plugin,
    name: 'a temporary trigger is cleaned away',
    isSlow: true,
    isInTurn: true,
    async set(scene) {
      const cast = await TriggerCast.set(scene);
      await cast.action('answer', 'message', { text: 'late' });
      await cast.trigger('contains', 'answer', { parameter: 'go', persistence: 'temporary', lifetime: '1m' });
      return played(cast, {
        settlesIn: CLEANING,
        act: () => scene.pass(60 + CLEANING),
        finished: async () => (await cast.count('triggers')) === 0,
        divergences: async () => unless({ 'it is gone': (await cast.count('triggers')) === 0 }),
      });
    },
  },
];
