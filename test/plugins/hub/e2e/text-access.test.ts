import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { core, generalSettings, use } from 'roomkeeper';
import type { ChannelRecord, RecordedCall } from 'roomkeeper/sandbox';
import { A_MOMENT, EDIT, HubScene, PUT_OVERWRITE } from '../scene.js';

const PERSON = Bits.ViewChannel | Bits.SendMessages | Bits.ReadMessageHistory;

describe('hub: who may see and join', () => {
  let scene: HubScene;
  let room: ChannelRecord;
  let text: ChannelRecord;

  beforeEach(async () => {
    scene = await HubScene.set();
    room = await scene.roomOf(scene.ada);
    text = scene.textOf(room);
  });
  afterEach(() => scene.stage.strike());

  const aMoment = () => scene.stage.pass(A_MOMENT);

  it('HB-07 @everyone is denied, the bot may everything that it needs', async () => {
    const everyone = text.overwrites.find(({ id }) => id === scene.guild.id);
    expect((everyone?.deny ?? 0n) & Bits.ViewChannel).to.equal(Bits.ViewChannel);
    expect(scene.may(scene.guild.bot, text, PERSON | Bits.ManageMessages | Bits.ManageChannels)).to.equal(true);
    expect(scene.may(scene.cleo, text, Bits.ViewChannel)).to.equal(false);
  });

  it('HB-07 more people than one PATCH takes overwrites: each gets the text, and loses it again', async () => {
    const crowd = Array.from({ length: 105 }, (_, index) => scene.guild.addMember({ name: `Guest ${index}` }));
    for (const guest of crowd) guest.join(room);
    await scene.stage.settle();
    await aMoment();
    expect(crowd.filter((guest) => !scene.may(guest, text, PERSON))).to.deep.equal([]);
    for (const guest of crowd.slice(0, 2)) guest.leave();
    await scene.stage.settle();
    await aMoment();
    expect(crowd.filter((guest) => !scene.may(guest, text, Bits.ViewChannel))).to.deep.equal(crowd.slice(0, 2));
    expect(scene.said(scene.news)).to.deep.equal([]);
  });

  it('HB-07 access that Discord gives long after it was given up is taken from whoever has left', async () => {
    scene.stage.limitRequests(200);
    scene.sandbox.faults.add({ operation: PUT_OVERWRITE, answer: { delay: 60_000 } });
    await scene.joins(scene.ben, room);
    await aMoment();
    expect(scene.calls(PUT_OVERWRITE)).to.not.have.length(0);
    await scene.leaves(scene.ben);
    await scene.stage.pass(61);
    expect(scene.may(scene.ben, text, Bits.ViewChannel)).to.equal(false);
  });

  it('HB-07 the late answer to a new name does not hide who was let in meanwhile: they lose the text when they leave', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const isText = ({ operation, params }: RecordedCall): boolean =>
      operation === EDIT && params['channel_id'] === text.id;
    scene.sandbox.faults.add({ match: isText, times: 1, answer: { gate: () => ({ after: promise }) } });
    scene.guild.owner.editChannel(room, { name: 'By hand' });
    await scene.sandbox.until(() => scene.calls(EDIT).some(isText));
    scene.ben.join(room);
    await scene.sandbox.settled();
    await scene.stage.clock.advance(1000, () => scene.sandbox.settled());
    expect(scene.may(scene.ben, text, PERSON)).to.equal(true);
    resolve();
    await scene.stage.settle();
    await scene.leaves(scene.ben);
    await aMoment();
    expect(scene.may(scene.ben, text, Bits.ViewChannel)).to.equal(false);
  });

  it('HB-07 the owner views, sends and reads history, and may not manage anything', async () => {
    expect(scene.may(scene.ada, text, PERSON)).to.equal(true);
    expect(scene.may(scene.ada, text, Bits.ManageMessages)).to.equal(false);
    expect(scene.may(scene.ada, text, Bits.ManageChannels)).to.equal(false);
  });

  it('HB-07 a host keeps the text while outside', async () => {
    await scene.joins(scene.ben, room);
    await scene.parts.flow.apply(scene.guild.id, room.id, {
      kind: 'host-added',
      user: { id: scene.ben.id, bot: false },
    });
    await scene.leaves(scene.ben);
    await aMoment();
    expect(scene.may(scene.ben, text, PERSON)).to.equal(true);
  });

  it('HB-07 a host who is one no longer, outside, loses it', async () => {
    await scene.parts.flow.apply(scene.guild.id, room.id, {
      kind: 'host-added',
      user: { id: scene.ben.id, bot: false },
    });
    await aMoment();
    expect(scene.may(scene.ben, text, PERSON)).to.equal(true);
    await scene.parts.flow.apply(scene.guild.id, room.id, { kind: 'host-removed', userId: scene.ben.id });
    await aMoment();
    expect(scene.may(scene.ben, text, Bits.ViewChannel)).to.equal(false);
  });

  it('HB-33 an acting owner who steps out keeps the text for as long as they may step back in', async () => {
    await scene.joins(scene.ben, room);
    await scene.joins(scene.cleo, room);
    await scene.leaves(scene.ada);
    await scene.leaves(scene.ben);
    await aMoment();
    expect(scene.may(scene.ben, text, PERSON)).to.equal(true);
    await scene.stage.pass(20);
    expect(scene.may(scene.ben, text, Bits.ViewChannel)).to.equal(false);
  });

  it('HB-07 sudo roles read, write and manage messages', async () => {
    const mods = scene.guild.addRole({ name: 'Mods' });
    scene.guild.owner.giveRole(scene.cleo, mods);
    await scene.stage.settle();
    await use(core).settings.set(scene.guild.id, generalSettings, { sudo_roles: [mods.id] }, null);
    const other = await scene.roomOf(scene.ben);
    expect(scene.may(scene.cleo, scene.textOf(other), PERSON | Bits.ManageMessages)).to.equal(true);
    expect(scene.may(scene.ada, scene.textOf(other), Bits.ViewChannel)).to.equal(false);
  });

  it('HB-07 a role that becomes sudo sees the text of rooms that are open already', async () => {
    const mods = scene.guild.addRole({ name: 'Mods' });
    scene.guild.owner.giveRole(scene.cleo, mods);
    await scene.stage.settle();
    await use(core).settings.set(scene.guild.id, generalSettings, { sudo_roles: [mods.id] }, null);
    await aMoment();
    expect(scene.may(scene.cleo, text, PERSON | Bits.ManageMessages)).to.equal(true);
    scene.sandbox.clearCalls();
    scene.guild.owner.deleteRole(mods);
    await scene.stage.settle();
    await scene.stage.pass(20);
    await scene.joins(scene.ben, room);
    await scene.leaves(scene.ben);
    await aMoment();
    await scene.joins(scene.ben, room);
    await aMoment();
    expect(scene.operations).to.deep.equal([PUT_OVERWRITE]);
  });

  it('HB-07 a bot in the voice channel gets no text', async () => {
    const music = scene.guild.addMember({ name: 'Music', bot: true });
    await scene.joins(music, room);
    await aMoment();
    expect(scene.calls()).to.deep.equal([]);
    expect(scene.may(music, text, Bits.ViewChannel)).to.equal(false);
  });

  it('HB-08 what people set in the voice channel by hand stays, and costs no call', async () => {
    scene.guild.owner.setOverwrite(room, scene.cleo, { deny: Bits.Connect });
    await scene.stage.settle();
    await aMoment();
    expect(scene.calls()).to.deep.equal([]);
    await scene.joins(scene.ben, room);
    await aMoment();
    expect(scene.may(scene.cleo, room, Bits.Connect)).to.equal(false);
    expect(scene.calls(EDIT)).to.deep.equal([]);
  });

  it('HB-41 what people set by hand while the room is locked is kept by the unlock', async () => {
    const lock = (locked: boolean) =>
      scene.parts.flow.change(scene.guild.id, room.id, (stored) => ({ ...stored, room: { ...stored.room, locked } }));
    const before = structuredClone(room.overwrites);
    await lock(true);
    await scene.parts.sync.voiceNow(room.id);
    await scene.stage.settle();
    expect(scene.may(scene.cleo, room, Bits.Connect)).to.equal(false);
    scene.guild.owner.setOverwrite(room, scene.cleo, { deny: Bits.Speak });
    await scene.stage.settle();
    await lock(false);
    await scene.parts.sync.voiceNow(room.id);
    await scene.stage.settle();
    const cleo = { id: scene.cleo.id, type: 1, allow: 0n, deny: Bits.Speak };
    expect(room.overwrites).to.have.deep.members([...before, cleo]);
  });

  it('HB-08 nothing differs: no call, however often one asks', async () => {
    await scene.parts.sync.voiceNow(room.id);
    await scene.parts.sync.textNow(room.id);
    scene.parts.sync.soon(scene.stored(room));
    await aMoment();
    expect(scene.calls()).to.deep.equal([]);
  });

  it('HB-08 a refusal is logged, told to the guild once, and made good with the next change', async () => {
    const allow = scene.sandbox.faults.add({
      match: ({ method }) => method === 'PUT',
      answer: { status: 403, code: 50013 },
    });
    await scene.joins(scene.ben, room);
    await aMoment();
    await scene.joins(scene.cleo, room);
    await aMoment();
    expect(scene.said(scene.news).filter((line) => line.includes(`<#${room.id}>`))).to.have.length(1);
    allow();
    await scene.leaves(scene.cleo);
    await aMoment();
    expect(scene.may(scene.ben, text, PERSON)).to.equal(true);
  });
});
