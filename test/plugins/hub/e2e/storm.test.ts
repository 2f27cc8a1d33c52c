import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import type { ChannelRecord, Person } from 'roomkeeper/sandbox';
import { setTimeout as wait } from 'node:timers/promises';
import type { FaultAnswer } from '../../../../sandbox/rest/faults.js';
import { HubScene } from '../scene.js';

/** A small generator of repeatable random numbers (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const FAULTS: readonly FaultAnswer[] = [{ status: 500 }, { status: 403, code: 50013 }, 'lose-answer', 'drop'];

describe('hub: a storm', () => {
  let scene: HubScene;

  beforeEach(async () => {
    const creation = { perUser: { capacity: 1000 }, perGuild: { capacity: 1000 } };
    scene = await HubScene.set({ config: { hub: { creation } } });
    scene.stage.limitRequests(1000);
  });
  afterEach(() => scene.stage.strike());

  const voiceChannels = (): ChannelRecord[] =>
    [...scene.guild.record.channels.values()].filter(({ type }) => type === ChannelType.GuildVoice);

  /** Lets everything settle; the bot's own short pauses pass meanwhile. */
  const settle = async (): Promise<void> => {
    const settling = scene.stage.settle().then(() => 'settled' as const);
    while ((await Promise.race([settling, wait(5, 'waiting' as const)])) === 'waiting') {
      await scene.stage.clock.advance(500);
    }
  };

  const act = (random: () => number, people: readonly Person[]): void => {
    const person = people[Math.floor(random() * people.length)];
    const channels = voiceChannels();
    const channel = channels[Math.floor(random() * channels.length)];
    if (!person || !channel) return;
    if (random() < 0.3) person.leave();
    else person.join(channel);
  };

  for (const [seed, faulty] of [
    [1, false],
    [2, true],
    [3, true],
  ] as const) {
    it(`HB-06 HB-63 after everything at once${faulty ? ', on a bad day of Discord’s' : ''}, all is as it should be (${seed})`, async () => {
      const random = seeded(seed);
      const people = Array.from({ length: 12 }, (_, index) => scene.guild.addMember({ name: `P${index}` }));
      for (const name of ['Join us', 'Join them']) {
        const channel = scene.guild.addChannel({ name, parent: scene.category });
        await scene.stage.settle();
        await scene.register(channel);
      }
      for (let step = 0; step < 40; step += 1) {
        const answer = FAULTS[Math.floor(random() * FAULTS.length)];
        if (faulty && answer && random() < 0.3) scene.sandbox.faults.add({ answer, times: 1, probability: 0.5 });
        for (let acts = random() * 4; acts > 0; acts -= 1) act(random, people);
        if (random() < 0.5) await settle();
        if (random() < 0.2) await scene.stage.clock.advance(Math.floor(random() * 40_000), settle);
      }
      scene.sandbox.faults.clear();
      await settle();
      await scene.stage.clock.advance(7_200_000, settle);
      await expectOrder(people);
      for (const person of people) person.leave();
      await settle();
      await scene.stage.clock.advance(7_200_000, settle);
      expect(
        voiceChannels()
          .map(({ name }) => name)
          .toSorted(),
      ).to.deep.equal(['Join me', 'Join them', 'Join us']);
      expect(await scene.rows('select * from auto_channels')).to.deep.equal([]);
      expect(await scene.rows('select * from auto_channel_members')).to.deep.equal([]);
      const rest = [...scene.guild.record.channels.values()].filter(({ type }) => type === ChannelType.GuildText);
      expect(rest.map(({ name }) => name)).to.deep.equal(['news']);
    });
  }

  const expectOrder = async (people: readonly Person[]): Promise<void> => {
    const hubs = scene.parts.hubs.ofGuild(scene.guild.id);
    const hubIds = new Set(hubs.map(({ channelId }) => channelId));
    expect(voiceChannels().filter(({ id }) => hubIds.has(id))).to.have.length(3);
    for (const channel of voiceChannels().filter(({ id }) => !hubIds.has(id))) {
      const inside = people.filter((person) => person.voiceChannel === channel);
      const { room } = scene.stored(channel);
      expect(room.state).to.equal('open');
      expect(inside, channel.name).to.not.deep.equal([]);
      const ids = inside.map(({ id }) => id).toSorted();
      expect(room.members.map(({ userId }) => userId).toSorted()).to.deep.equal(ids);
      expect((await scene.memberRows(channel)).toSorted()).to.deep.equal(ids);
      expect(ids).to.include(room.ownerId);
      if (room.textChannelId === null) continue;
      const text = scene.textOf(channel);
      for (const person of people) {
        expect(scene.may(person, text, Bits.ViewChannel), `${person.name} in ${channel.name}`).to.equal(
          inside.includes(person),
        );
      }
    }
  };
});
