import { expect } from 'chai';
import { use } from 'roomkeeper';
import { hub, type HubApi } from '../../../../plugins/hub/plugin.js';
import { ActingScene } from '../acting.js';

describe('hub: what other plugins get', () => {
  let scene: ActingScene;

  before(async () => {
    scene = await ActingScene.set();
  });
  after(() => scene.hub.stage.strike());

  const api = (): HubApi => use(hub);
  const idOf = (found: ReturnType<HubApi['room']>): string | undefined => found?.room.voiceChannelId;

  it('HB-36 a room is found by either of its channels, and no other channel is one', () => {
    const { hub: joinMe, news } = scene.hub;
    expect(idOf(api().room(scene.room.id))).to.equal(scene.room.id);
    expect(idOf(api().roomOfText(scene.hub.textOf(scene.room).id))).to.equal(scene.room.id);
    expect(idOf(api().roomOfText(scene.room.id)), 'the chat of the voice channel').to.equal(scene.room.id);
    for (const { id } of [joinMe, news])
      expect([api().room(id), api().roomOfText(id)]).to.deep.equal([undefined, undefined]);
    expect(api().roomsIn(scene.hub.guild.id).map(idOf)).to.deep.equal([scene.room.id]);
    expect(api().roomsIn('1')).to.deep.equal([]);
  });

  it('HB-36 somebody’s room is the one that they are in, else the one that they own while they are away', async () => {
    const { ada, ben, cleo, guild } = scene.hub;
    const of = ({ id }: { id: string }): string | undefined => idOf(api().roomOf(guild.id, id));
    expect([of(ada), of(ben), of(cleo)]).to.deep.equal([scene.room.id, scene.room.id, undefined]);
    const other = await scene.hub.roomOf(cleo);
    await scene.hub.leaves(ada);
    expect(of(ada)).to.equal(scene.room.id);
    await scene.hub.joins(ada, other);
    expect(of(ada)).to.equal(other.id);
    await scene.hub.joins(ada, scene.room);
  });

  it('HB-36 a panel is noted without anybody being told, and outlives the bot', async () => {
    const changes: string[] = [];
    api().on('roomChanged', ({ room }) => changes.push(room.voiceChannelId));
    await api().notePanel(scene.room.id, '123456789012345678');
    await api().notePanel('1', '123456789012345678');
    expect(changes).to.deep.equal([]);
    await scene.actions.setLocked(await scene.order(scene.hub.ada), true);
    expect(changes).to.deep.equal([scene.room.id]);
    await scene.hub.stage.stopBot();
    await scene.hub.stage.startBot();
    expect(api().room(scene.room.id)?.controlPanelMessageId).to.equal('123456789012345678');
    await api().notePanel(scene.room.id, null);
    expect(api().room(scene.room.id)?.controlPanelMessageId).to.equal(null);
  });

  it('HB-26 the name that waits is told with its time, and only as long as it waits', async () => {
    const waiting = (): ReturnType<HubApi['waitingName']> => {
      const stored = api().room(scene.room.id);
      return stored ? api().waitingName(stored) : null;
    };
    const order = await scene.order(scene.hub.ada);
    await scene.actions.rename(order, 'First');
    expect(waiting()).to.equal(null);
    const renamed = await scene.actions.rename(order, 'Second');
    expect(renamed.kind).to.equal('later');
    expect(waiting()).to.deep.equal(renamed.kind === 'later' ? { name: 'Second', at: renamed.at } : null);
    await scene.actions.cancelRename(order);
    expect(waiting()).to.equal(null);
  });

  it('HB-40 an actor is who they are at this moment', async () => {
    const { ada, guild } = scene.hub;
    const [plain, owner] = [await scene.order(ada), await scene.order(guild.owner)];
    expect(api().actorOf(plain.member)).to.deep.equal({ id: ada.id, bot: false, guildId: guild.id, sudo: false });
    expect(api().actorOf(owner.member).sudo).to.equal(true);
  });

  it('HB-21 without the presence intent nobody plays', async () => {
    const { guild } = await scene.order(scene.hub.ada);
    const players = api().players(guild, scene.stored);
    expect(players.map(({ playing }) => playing.length)).to.deep.equal(scene.stored.members.map(() => 0));
  });
});
