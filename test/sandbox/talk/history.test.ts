import { expect } from 'chai';
import { GatewayDispatchEvents as Events, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { refusalOf } from '../scene.js';
import { pathOf, TalkScene } from './talk-scene.js';

const DAY = 24 * 60 * 60_000;

function written(count: number) {
  const scene = new TalkScene();
  const ids = Array.from({ length: count }, (_, index) => scene.says(`${index}`).api.id);
  const read = (query: string) =>
    scene.list(`GET /channels/${scene.text.id}/messages`, query).map(({ content }) => Number(content));
  return { scene, ids, read };
}

describe('reading messages', () => {
  it('SB-03 a list is the newest first, up to a limit, before, after or around a message', () => {
    const { ids, read } = written(60);
    expect(read('')).to.have.length(50);
    expect(read('limit=2')).to.deep.equal([59, 58]);
    expect(read(`limit=2&before=${ids[10]}`)).to.deep.equal([9, 8]);
    expect(read(`limit=2&after=${ids[10]}`)).to.deep.equal([12, 11]);
    expect(read(`limit=3&around=${ids[10]}`)).to.deep.equal([11, 10, 9]);
  });

  it('SB-03 a list has one anchor and 1 to 100 messages', () => {
    const { read } = written(1);
    expect(refusalOf(() => read('limit=0'))).to.equal('50035 limit');
    expect(refusalOf(() => read('limit=101'))).to.equal('50035 limit');
    expect(refusalOf(() => read('before=1&after=2'))).to.equal('50035 before');
  });

  it('SB-03 without Read Message History a list is empty and one message is refused', () => {
    const { scene, ids, read } = written(1);
    scene.deny(scene.botMember, Bits.ReadMessageHistory);
    expect(read('')).to.deep.equal([]);
    const get = () => scene.call(`GET /channels/${scene.text.id}/messages/${ids[0]}`);
    expect(refusalOf(get)).to.equal('50013');
    scene.deny(scene.botMember, Bits.ViewChannel);
    expect(refusalOf(get)).to.equal('50001');
    expect(refusalOf(() => read(''))).to.equal('50001');
  });

  it('SB-03 a message that does not exist is unknown, and so is its channel', () => {
    const scene = new TalkScene();
    expect(refusalOf(() => scene.call(`GET /channels/${scene.text.id}/messages/1`))).to.equal('10008');
    expect(refusalOf(() => scene.call('GET /channels/1/messages/1'))).to.equal('10003');
  });
});

describe('deleting many messages', () => {
  const bulk = (scene: TalkScene, messages: readonly string[]) =>
    scene.call(`POST /channels/${scene.text.id}/messages/bulk-delete`, { body: { messages } });

  it('SB-03 they go with one event', () => {
    const { scene, ids } = written(3);
    scene.quiet();
    expect(bulk(scene, [...ids.slice(0, 2), scene.world.snowflake()]).status).to.equal(204);
    expect(scene.text.messages.size).to.equal(1);
    expect(scene.events(Events.MessageDeleteBulk)[0]?.ids).to.deep.equal(ids.slice(0, 2));
    expect(scene.guild.auditLog.at(-1)?.options).to.deep.equal({ count: '2' });
  });

  it('SB-03 there are 2 to 100 of them', () => {
    const { scene, ids } = written(101);
    expect(refusalOf(() => bulk(scene, ids.slice(0, 1)))).to.equal('50016');
    const [one = '', other = ''] = ids;
    expect(refusalOf(() => bulk(scene, [one, other, one]))).to.equal('50035 messages 2');
    expect(refusalOf(() => bulk(scene, ids))).to.equal('50016');
    expect(refusalOf(() => bulk(scene, ids.slice(0, 100)))).to.equal('not refused');
  });

  it('SB-03 none may be older than 14 days, else none is deleted', async () => {
    const { scene, ids } = written(2);
    await scene.clock.advance(14 * DAY);
    expect(refusalOf(() => bulk(scene, ids))).to.equal('not refused');
    const old = [scene.says('a').api.id, scene.says('b').api.id];
    await scene.clock.advance(14 * DAY + 1);
    const fresh = scene.says('c').api.id;
    expect(refusalOf(() => bulk(scene, [...old, fresh]))).to.equal('50034');
    expect(scene.text.messages.size).to.equal(3);
  });

  it('SB-03 it needs Manage Messages', () => {
    const { scene, ids } = written(2);
    scene.deny(scene.botMember, Bits.ManageMessages);
    expect(refusalOf(() => bulk(scene, ids))).to.equal('50013');
  });
});

describe('pinning messages', () => {
  const pins = (scene: TalkScene, query = '') =>
    scene.call(`GET /channels/${scene.text.id}/messages/pins`, { query }).body as {
      items: { pinned_at: string; message: { content: string } }[];
      has_more: boolean;
    };
  const pin = (scene: TalkScene, id: string) => scene.call(`PUT /channels/${scene.text.id}/messages/pins/${id}`);

  it('SB-03 a pin is an edit, an event of its own, and a message about it', () => {
    const { scene, ids } = written(1);
    scene.quiet();
    pin(scene, ids[0] ?? '');
    pin(scene, ids[0] ?? '');
    expect(scene.heard).to.deep.equal(['MESSAGE_UPDATE', 'CHANNEL_PINS_UPDATE', 'MESSAGE_CREATE']);
    expect(scene.events(Events.MessageUpdate)[0]?.pinned).to.equal(true);
    const [notice] = scene.events(Events.MessageCreate);
    expect(notice?.message_reference?.message_id).to.equal(ids[0]);
    expect(refusalOf(() => scene.patch(notice ?? ({ id: '', channel_id: '' } as never), { content: 'x' }))).to.equal(
      '50021',
    );
  });

  it('SB-03 pins are listed the last one first, in pages, and in the old way', async () => {
    const { scene, ids } = written(3);
    for (const id of [ids[1], ids[0], ids[2]]) {
      pin(scene, id ?? '');
      await scene.clock.advance(1000);
    }
    const first = pins(scene, 'limit=2');
    expect(first.items.map(({ message }) => message.content)).to.deep.equal(['2', '0']);
    expect(first.has_more).to.equal(true);
    const rest = pins(scene, `before=${first.items[1]?.pinned_at}`);
    expect(rest.items.map(({ message }) => message.content)).to.deep.equal(['1']);
    expect(rest.has_more).to.equal(false);
    expect(scene.list(`GET /channels/${scene.text.id}/pins`)).to.have.length(3);
    expect(refusalOf(() => pins(scene, 'before=yesterday'))).to.equal('50035 before');
  });

  it('SB-03 unpinning ends a pin, and tells the time of the last one left', () => {
    const { scene, ids } = written(2);
    for (const id of ids) pin(scene, id);
    scene.quiet();
    scene.call(`DELETE /channels/${scene.text.id}/pins/${ids[0]}`);
    scene.call(`DELETE /channels/${scene.text.id}/messages/pins/${ids[1]}`);
    const times = scene.events(Events.ChannelPinsUpdate).map(({ last_pin_timestamp: time }) => typeof time);
    expect(times).to.deep.equal(['string', 'object']);
    expect(pins(scene).items).to.deep.equal([]);
  });

  it('SB-03 a channel has up to 250 pins', () => {
    const { scene, ids } = written(251);
    for (const id of ids.slice(0, 250)) pin(scene, id);
    expect(refusalOf(() => pin(scene, ids[250] ?? ''))).to.equal('30003');
  });

  it('SB-03 it needs Pin Messages', () => {
    const { scene, ids } = written(1);
    scene.deny(scene.botMember, Bits.PinMessages);
    expect(refusalOf(() => pin(scene, ids[0] ?? ''))).to.equal('50013');
    expect(refusalOf(() => scene.call(`DELETE ${pathOf({ id: '1', channel_id: scene.text.id })}`))).to.equal('10008');
  });
});
