import { AuditLogEvent } from 'discord-api-types/v10';
import type { ChannelRecord, Person } from 'roomkeeper/sandbox';
import { disable } from '../../../plugins/autochannel/messages.js';
import { Cast, unless } from '../cast.js';
import { buttonOf, messageOf } from '../controls.js';
import type { Operation, Scene } from '../operation.js';

const plugin = 'autochannel';

/** How long an empty breakout stays, in seconds. */
const GRACE = 30;
/** Until a creation that nobody heard the end of counts as failed. */
const SETTLING = 20;
/** Long enough for a grace that begins anew when the bot comes back, and for what follows it. */
const LONG = 2 * GRACE;

/** A guild in which Lobby is a source, or is about to be one. */
class SourceCast extends Cast {
  public readonly lobby: ChannelRecord;

  public constructor(scene: Scene) {
    super(scene, 'Sources');
    this.lobby = this.guild.addChannel({ name: 'Lobby' });
  }

  public static async set(scene: Scene): Promise<SourceCast> {
    const cast = new SourceCast(scene);
    await scene.settle();
    await cast.slash(cast.olga, 'autochannel enable', cast.enabling);
    return cast;
  }

  public get enabling() {
    return { voice_channel: this.lobby, grace_period: GRACE };
  }

  /** Somebody joins the source. @returns the breakout that they get. */
  public async breakoutOf(person: Person): Promise<ChannelRecord> {
    person.join(this.lobby);
    await this.scene.settle();
    const { voiceChannel } = person;
    if (!voiceChannel || voiceChannel === this.lobby) throw new Error(`${person.name} got no breakout`);
    return voiceChannel;
  }

  public get breakouts(): ChannelRecord[] {
    return [...this.guild.record.channels.values()].filter(({ name }) => name.startsWith('Lobby #'));
  }

  public async count(table: 'source' | 'breakout'): Promise<number> {
    return (await this.rows(`select 1 from autochannel_${table} where guild_id = $1`)).length;
  }

  public isServed({ voiceChannel }: Person): boolean {
    return voiceChannel !== null && this.breakouts.includes(voiceChannel);
  }
}

export const autochannelOperations: readonly Operation[] = [
  {
    plugin,
    name: 'a breakout is made',
    async set(scene) {
      const cast = await SourceCast.set(scene);
      const { ada, guild, lobby } = cast;
      return {
        guild,
        settlesIn: SETTLING,
        act: async () => ada.join(lobby),
        finished: async () => cast.isServed(ada),
        divergences: async () =>
          unless({
            'Ada has a breakout': cast.isServed(ada),
            'one channel was made': cast.done(AuditLogEvent.ChannelCreate) === 1,
            'there is one breakout': (await cast.count('breakout')) === 1,
          }),
      };
    },
  },
  {
    plugin,
    name: 'an empty breakout goes after its grace',
    async set(scene) {
      const cast = await SourceCast.set(scene);
      const { ada, guild } = cast;
      const breakout = await cast.breakoutOf(ada);
      return {
        guild,
        settlesIn: LONG,
        act: async () => ada.leave(),
        finished: async () => !cast.exists(breakout),
        divergences: async () =>
          unless({
            'the breakout is gone': !cast.exists(breakout),
            'so is its row': (await cast.count('breakout')) === 0,
          }),
      };
    },
  },
  {
    plugin,
    name: 'a source is made, with somebody in it',
    async set(scene) {
      const cast = new SourceCast(scene);
      const { ada, guild, lobby, olga } = cast;
      ada.join(lobby);
      await scene.settle();
      const isSource = async (): Promise<boolean> => (await cast.count('source')) === 1;
      return {
        guild,
        settlesIn: SETTLING,
        act: async () => void (await olga.slash('autochannel enable', cast.enabling, { channel: cast.general })),
        finished: isSource,
        divergences: async () =>
          unless({ 'Ada is where the source wants her': cast.isServed(ada) === (await isSource()) }),
      };
    },
  },
  {
    plugin,
    name: 'a source is no longer one, and its breakouts go',
    async set(scene) {
      const cast = await SourceCast.set(scene);
      const { ada, ben, guild, lobby, olga } = cast;
      const [one, other] = [await cast.breakoutOf(ada), await cast.breakoutOf(ben)];
      const input = { voice_channel: lobby, delete_breakouts: true };
      const question = messageOf(await cast.slash(olga, 'autochannel disable', input));
      return {
        guild,
        settlesIn: LONG,
        act: async () => void (await olga.click(question, buttonOf(question, disable.confirmLabel))),
        finished: async () => (await cast.count('source')) === 0,
        divergences: async () => {
          const isSource = (await cast.count('source')) === 1;
          return unless({
            'there are breakouts as long as there is a source': [one, other].every(
              (it) => cast.exists(it) === isSource,
            ),
            'no row is left over': (await cast.count('breakout')) === (isSource ? 2 : 0),
          });
        },
      };
    },
  },
];
