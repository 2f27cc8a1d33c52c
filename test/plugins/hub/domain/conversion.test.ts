import { expect } from 'chai';
import {
  BotInHub,
  BotInText,
  BotInVoice,
  Connect,
  PersonInText,
  SendMessages,
  ViewChannel,
} from '../../../../plugins/hub/domain/bits.js';
import { conversion, opened, reusableRoom, type ConversionFacts } from '../../../../plugins/hub/domain/conversion.js';
import { withReplacement } from '../../../../plugins/hub/domain/hub-replacement.js';
import { lifted } from '../../../../plugins/hub/domain/lockdown.js';
import { sameOverwrites } from '../../../../plugins/hub/domain/overwrite-diff.js';
import type { HubBlueprint } from '../../../../plugins/hub/domain/room.js';
import { botId, guildId, hub, human, member, minute, now, robot, role, room, settings } from './room-fixtures.js';

const blueprint: HubBlueprint = {
  name: '➕ Join me',
  overwrites: [role(guildId, 0n, ViewChannel), role('vip', ViewChannel | Connect)],
  bitrate: 96_000,
  userLimit: 1,
  region: 'rotterdam',
  position: 4,
};
const naming = { autoName: true, template: 'auto', fallbackName: 'Quantum Socket' } as const;

function facts(changes: Partial<ConversionFacts> = {}): ConversionFacts {
  return {
    hub: hub({ blueprint, recreated: true }),
    channelId: '300',
    parentId: '50',
    joinerId: 'ann',
    occupants: [human('ann')],
    firstName: { name: '(2) Overwatch', naming },
    guildLockdownUntil: null,
    maxBitrate: 96_000,
    settings,
    ...changes,
  };
}

describe('hub conversion', () => {
  it("HB-02 makes the hub's channel the room: final name, limit and overwrites in one PATCH", () => {
    const { roomPatch, room: made } = conversion(facts(), now);
    expect(roomPatch).to.include({ name: '(2) Overwatch', userLimit: 0 });
    expect(sameOverwrites(roomPatch.overwrites, [...blueprint.overwrites, member(botId, BotInVoice)])).to.equal(true);
    expect(made).to.deep.include({
      voiceChannelId: '300',
      state: 'pending',
      pendingName: '(2) Overwatch',
      ownerId: 'ann',
      hubId: 'hub-1',
      naming,
      baseOverwrites: blueprint.overwrites,
    });
  });

  it('HB-02 makes the replacement from the whole blueprint, in the category where the hub is now', () => {
    const { hubPost, hub: waiting } = conversion(facts(), now);
    expect(hubPost).to.deep.equal({
      name: '➕ Join me',
      parentId: '50',
      position: 4,
      bitrate: 96_000,
      userLimit: 1,
      region: 'rotterdam',
      overwrites: [...blueprint.overwrites, member(botId, BotInHub)],
    });
    expect(waiting).to.deep.include({
      channelId: null,
      pending: { name: '➕ Join me', parentId: '50', since: now },
      recreated: false,
    });
    expect(withReplacement(waiting, '301')).to.deep.include({ channelId: '301', pending: null });
  });

  it('HB-02 makes a private text channel, and writes down how to find it again', () => {
    const { textPost, room: made } = conversion(facts(), now);
    expect(textPost).to.deep.include({ name: '2-overwatch', parentId: '50' });
    const expected = [role(guildId, 0n, ViewChannel), member('ann', PersonInText), member(botId, BotInText)];
    expect(sameOverwrites(textPost?.overwrites ?? [], expected)).to.equal(true);
    expect(made.pendingText).to.deep.equal({ name: '2-overwatch', parentId: '50', since: now });
  });

  it('HB-02 opens the room once all of it is there', () => {
    const { room: made } = conversion(facts(), now);
    expect(opened(made, '302')).to.deep.equal({
      ...made,
      state: 'open',
      textChannelId: '302',
      pendingText: null,
      pendingName: null,
    });
  });

  it('HB-02 keeps in mind that the text of an open room is still to come', () => {
    const { room: made } = conversion(facts(), now);
    expect(opened(made, null, true)).to.deep.include({ state: 'open', pendingText: made.pendingText });
    expect(opened(made, null)).to.deep.include({ state: 'open', pendingText: null });
  });

  for (const text of ['voice-chat', 'none'] as const) {
    it(`HB-04 makes no text channel with ${text}`, () => {
      const { textPost, room: made } = conversion(facts({ settings: { ...settings, text } }), now);
      expect([textPost, made.pendingText]).to.deep.equal([null, null]);
    });
  }

  it('HB-03 makes everybody who is there a member with text access, but no bot', () => {
    const { room: made, textPost } = conversion(
      facts({ occupants: [human('ben'), robot('music'), human('ann')] }),
      now,
    );
    expect(made.members.map((row) => row.userId)).to.deep.equal(['ann', 'ben']);
    expect(made.ownerId).to.equal('ann');
    expect(textPost?.overwrites.map(({ id }) => id)).to.include.members(['ann', 'ben']);
    expect(textPost?.overwrites.map(({ id }) => id)).to.not.include('music');
  });

  for (const [pinned, userLimit] of [
    [null, 0],
    [0, 0],
    [99, 99],
  ] as const) {
    it(`HB-50 sets the limit ${userLimit} when the hub's default is ${pinned ?? 'blank'}, whatever the hub's own is`, () => {
      const defaults = { template: null, manualName: null, userLimit: pinned };
      const { roomPatch, room: made } = conversion(facts({ hub: hub({ blueprint, defaults }) }), now);
      expect([roomPatch.userLimit, made.userLimit]).to.deep.equal([userLimit, userLimit]);
    });
  }

  it('HB-02 keeps within the bitrate that the guild has left', () => {
    expect(conversion(facts({ maxBitrate: 64_000 }), now).hubPost.bitrate).to.equal(64_000);
  });

  for (const [title, changes] of [
    ['its own', { hub: hub({ blueprint, lockdownUntil: now + 1 }) }],
    ["the guild's", { guildLockdownUntil: now + minute }],
  ] as const) {
    it(`HB-52 locks the replacement under ${title} lockdown, and can restore it; the room itself is open`, () => {
      const { hubPost, hub: waiting, roomPatch } = conversion(facts(changes), now);
      expect(hubPost.overwrites).to.deep.equal([
        role(guildId, 0n, ViewChannel | Connect),
        role('vip', ViewChannel, Connect),
        member(botId, BotInHub),
      ]);
      const { overwrites } = lifted(hubPost.overwrites, waiting.lockdownPrevious ?? []);
      expect(overwrites).to.deep.equal([...blueprint.overwrites, member(botId, BotInHub)]);
      expect(roomPatch.overwrites).to.deep.include(role('vip', ViewChannel | Connect));
    });
  }

  it('HB-52 makes an open replacement when the lockdown is over', () => {
    const { hub: waiting } = conversion(
      facts({ hub: hub({ blueprint, lockdownUntil: now }), guildLockdownUntil: now - 1 }),
      now,
    );
    expect(waiting.lockdownPrevious).to.equal(null);
  });

  it("HB-09 finds the member's own empty room of that hub, and no other", () => {
    const empty = room({ ownerId: 'ann', members: [], deleteAt: now + 1 });
    const others = [
      room({ ownerId: 'ann' }),
      { ...empty, ownerId: 'ben' },
      { ...empty, hubId: 'hub-2' },
      { ...empty, state: 'deleting' as const },
    ];
    expect(reusableRoom([...others, empty], 'hub-1', 'ann')).to.equal(empty);
    expect(reusableRoom(others, 'hub-1', 'ann')).to.equal(undefined);
  });

  it("HB-02 gives the replacement nothing but the blueprint's overwrites and the bot's own", () => {
    const plain = conversion(
      facts({ hub: hub({ blueprint: { ...blueprint, overwrites: [role('r', SendMessages)] } }) }),
      now,
    );
    expect(plain.hubPost.overwrites).to.deep.equal([role('r', SendMessages), member(botId, BotInHub)]);
  });
});
