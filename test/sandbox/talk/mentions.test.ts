import { expect } from 'chai';
import { ComponentType, MessageFlags, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { refusalOf } from '../scene.js';
import { TalkScene } from './talk-scene.js';

function scene() {
  const talk = new TalkScene();
  const closed = talk.olga.createRole({ name: 'Closed', mentionable: false });
  const open = talk.olga.createRole({ name: 'Open', mentionable: true });
  const ada = talk.ada.user.id;
  const all = `<@${ada}> <@&${closed.id}> <@&${open.id}> @everyone`;
  const mentions = (body: object) => {
    const { mentions: users, mention_roles: roles, mention_everyone: everyone } = talk.send(body);
    return { users: users.map(({ id }) => id), roles, everyone };
  };
  return { talk, ada, open: open.id, closed: closed.id, all, mentions };
}

describe('mentions', () => {
  it('SB-03 without Mention Everyone only users and mentionable roles are mentioned', () => {
    const { talk, ada, open, closed, all, mentions } = scene();
    talk.deny(talk.botMember, Bits.MentionEveryone);
    expect(mentions({ content: all })).to.deep.equal({ users: [ada], roles: [open], everyone: false });
    talk.allow(talk.botMember, Bits.MentionEveryone);
    expect(mentions({ content: all })).to.deep.equal({ users: [ada], roles: [closed, open], everyone: true });
  });

  it('SB-03 allowed_mentions leaves out what it does not name', () => {
    const { ada, open, all, mentions } = scene();
    const nobody = { users: [], roles: [], everyone: false };
    expect(mentions({ content: all, allowed_mentions: { parse: [] } })).to.deep.equal(nobody);
    expect(mentions({ content: all, allowed_mentions: { parse: ['users'] } })).to.deep.equal({
      ...nobody,
      users: [ada],
    });
    const listed = { parse: [], roles: [open] };
    expect(mentions({ content: all, allowed_mentions: listed })).to.deep.equal({ ...nobody, roles: [open] });
  });

  it('SB-03 a type in parse has no list of its own', () => {
    const { ada, all, mentions } = scene();
    const both = { parse: ['users'], users: [ada] };
    expect(refusalOf(() => mentions({ content: all, allowed_mentions: both }))).to.equal('50035 allowed_mentions');
  });

  it('SB-03 replied_user decides whether a reply mentions', () => {
    const { talk, ada, mentions } = scene();
    const reply = { content: 'x', message_reference: { message_id: talk.says('?').api.id } };
    expect(mentions(reply).users).to.deep.equal([ada]);
    expect(mentions({ ...reply, allowed_mentions: { parse: [] } }).users).to.deep.equal([]);
    expect(mentions({ ...reply, allowed_mentions: { replied_user: true } }).users).to.deep.equal([ada]);
  });

  it('SB-03 texts of components mention, code does not', () => {
    const { ada, mentions } = scene();
    const text = { type: ComponentType.TextDisplay, content: `<@${ada}>` };
    const components = [{ type: ComponentType.Container, components: [text] }];
    expect(mentions({ flags: MessageFlags.IsComponentsV2, components }).users).to.deep.equal([ada]);
    expect(mentions({ content: `\`<@${ada}>\`` }).users).to.deep.equal([]);
  });

  it('SB-03 an edit works out the mentions anew', () => {
    const { talk, ada } = scene();
    const message = talk.send({ content: 'x' });
    expect(talk.patch(message, { content: `<@${ada}>` }).mentions.map(({ id }) => id)).to.deep.equal([ada]);
    expect(talk.patch(message, { embeds: [{ title: 'x' }] }).mentions).to.have.length(1);
    expect(talk.patch(message, { content: 'y' }).mentions).to.deep.equal([]);
  });
});
