import { expect } from 'chai';
import { ChannelType, PermissionFlagsBits as Bits } from 'discord-api-types/v10';
import { sceneOfBot, there, told } from './scene.js';

describe('autochannel: list', () => {
  const scene = sceneOfBot();

  it('AC-03 an empty list says what to do next', async () => {
    expect(await scene.list())
      .to.include('no sources yet')
      .and.to.include('`/autochannel enable`');
  });

  it('AC-03 shows each source with its settings and its breakouts, with people and age', async () => {
    await scene.enable({ user_limit: 3 });
    const [ada, bo] = [scene.member('Ada'), scene.member('Bo')];
    const made = Math.ceil(scene.stage.clock.now() / 1000);
    await scene.joins(ada);
    await scene.joins(bo);
    const [first, second] = scene.breakouts();
    bo.leave();
    await scene.stage.settle();
    const text = await scene.list();
    expect(text).to.include(`### <#${scene.general.id}>`).and.to.include('-# User limit: 3');
    expect(text).to.include(`- <#${first?.id}>: 1 person (<@${ada.id}>), made for <@${ada.id}> <t:${made}:R>`);
    expect(text).to.include(`- <#${second?.id}>: empty, made for <@${bo.id}> <t:${made}:R>, goes <t:${made + 30}:R>`);
  });

  it('AC-03 many sources come in pages with buttons, each of them once', async () => {
    const channels = Array.from({ length: 12 }, (_, index) => scene.guild.addChannel({ name: `Source ${index}` }));
    for (const channel of channels) await scene.enable({ voice_channel: channel });
    const answer = await scene.listed();
    const texts = [told(answer)];
    expect(texts[0]).to.match(/Page 1 of \d$/);
    for (let page = 2; page <= Number(/of (\d)$/.exec(texts[0] ?? '')?.[1]); page += 1) {
      const message = there(answer.replies.at(-1));
      const click = await scene.guild.owner.click(message, button(message.api, 'next'));
      await click.response();
      texts.push(told(answer));
    }
    const headings = texts.flatMap((text) => [...text.matchAll(/^### <#(\d+)>/gm)].map(([, id]) => id));
    expect(headings).to.have.members(channels.map(({ id }) => id));
    for (const text of texts) expect(text.length).to.be.at.most(2000);
    const last = there(answer.replies.at(-1));
    expect(() => button(last.api, 'next')).to.throw();
    const back = await scene.guild.owner.click(last, button(last.api, 'previous'));
    await back.response();
    expect(told(answer)).to.equal(texts.at(-2));
  });

  it('AC-03 pages that are gone by the time of the click give the nearest one', async () => {
    const channels = Array.from({ length: 12 }, (_, index) => scene.guild.addChannel({ name: `Source ${index}` }));
    for (const channel of channels) await scene.enable({ voice_channel: channel });
    const answer = await scene.listed();
    for (const channel of channels) await scene.disable({ voice_channel: channel });
    const message = there(answer.replies.at(-1));
    await (await scene.guild.owner.click(message, button(message.api, 'next'))).response();
    expect(told(answer)).to.include('no sources yet');
    expect(there(answer.replies.at(-1)).api.components).to.deep.equal([]);
  });

  it('AC-03 says which permission is missing and where, also in a fallback category', async () => {
    const attic = scene.guild.addChannel({ name: 'Attic', type: ChannelType.GuildCategory });
    await scene.enable({ fallback_category: attic });
    scene.guild.owner.setOverwrite(attic, scene.guild.botRole, { deny: Bits.ManageChannels });
    await scene.stage.settle();
    expect(await scene.list()).to.include(`⚠️ Missing: **Manage Channels** in <#${attic.id}>`);
  });

  it('AC-03 says what of a source is gone', async () => {
    const den = scene.guild.addChannel({ name: 'Den', type: ChannelType.GuildCategory });
    const template = scene.guild.addChannel({ name: 'Template' });
    await scene.enable({ category: den, overwrites: template });
    scene.guild.owner.deleteChannel(den);
    scene.guild.owner.deleteChannel(template);
    await scene.stage.settle();
    const text = await scene.list();
    expect(text).to.include(`The category ${den.id} no longer exists`);
    expect(text).to.include(`The channel ${template.id}, from which permissions were copied, no longer exists`);
    const ada = scene.member('Ada');
    await scene.joins(ada);
    expect(ada.voiceChannel?.name, 'it works all the same').to.equal('General #2');
  });

  it('AC-03 is of this guild only', async () => {
    await scene.enable();
    const other = scene.sandbox.addGuild({ name: 'Other' });
    await scene.stage.settle();
    const answer = await other.owner.slash(
      'autochannel list',
      {},
      { channel: other.addChannel({ name: 'x', type: 0 }) },
    );
    await answer.response();
    expect(told(answer)).to.include('no sources yet');
    other.removeBot();
  });
});

/** The id of a button that can be pressed. */
function button({ components }: { readonly components?: unknown }, end: string): string {
  const all = [...JSON.stringify(components).matchAll(/\{[^{}]*"custom_id":"([^"]*)"[^{}]*\}/g)];
  return there(all.find(([json, id]) => id?.endsWith(end) && !json.includes('"disabled":true'))?.[1]);
}
