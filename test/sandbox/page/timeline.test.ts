import { expect } from 'chai';
import { InteractionResponseType as Answer, MessageFlags } from 'discord-api-types/v10';
import type { TimelineEntry } from '../../../sandbox/page/protocol/shared-view.js';
import { entryOf } from '../../../sandbox/page/timeline/row-entry.js';
import { InteractionNotes } from '../../../sandbox/page/view/interaction-notes.js';
import { button, ping } from '../interactions/stage.js';
import type { Browser } from './browser.js';
import { PageStage } from './page-stage.js';

describe('the timeline of the page', () => {
  let stage: PageStage;
  let browser: Browser;

  beforeEach(async () => {
    stage = await PageStage.set();
    await stage.startBot(ping);
    browser = await stage.open();
    await browser.sit('ada', stage.ada.id);
  });

  afterEach(() => stage.strike());

  const find = (kind: TimelineEntry['kind'], title: string): TimelineEntry | undefined =>
    browser.timeline.findLast((row) => row.kind === kind && row.title.startsWith(title));

  async function row(kind: TimelineEntry['kind'], title: string): Promise<TimelineEntry> {
    await browser.until(() => find(kind, title) !== undefined, `${kind} ${title}`);
    const found = find(kind, title);
    if (!found) throw new Error('It is gone again');
    return found;
  }

  it('SB-22 has what happened before somebody looked', () => {
    expect(find('call', 'PUT /applications')).to.include({ status: 200, outcome: 'ok' });
  });

  it('SB-22 shows acts, and the events that they cause, with whom and where', async () => {
    await browser.do({ kind: 'join', seat: 'ada', channel: stage.room.id });
    const where = { guild: stage.guild.id, channel: stage.room.id, user: stage.ada.id };
    expect(await row('act', 'Ada: join')).to.include({ ...where, outcome: 'ok' });
    expect(await row('event', 'VOICE_STATE_UPDATE')).to.include({ ...where, sessions: 1, about: 'Ada is in Lounge' });
    await browser.refusal({ kind: 'deleteChannel', seat: 'ada', channel: stage.room.id });
    expect(await row('act', 'Ada: deleteChannel')).to.include({ outcome: 'refused', code: 50013 });
  });

  it('SB-22 shows calls with status, code and time, and those that never end as lost', async () => {
    await stage.call('PATCH', `/channels/${stage.room.id}`, { name: 'Den' });
    const call = await row('call', `PATCH /channels/${stage.room.id}`);
    expect(call).to.include({
      status: 200,
      outcome: 'ok',
      channel: stage.room.id,
      guild: stage.guild.id,
      about: '"Den"',
    });
    expect(call.duration).to.be.a('number');
    await stage.call('GET', '/channels/1').catch(() => undefined);
    expect(await row('call', 'GET /channels/1')).to.include({ status: 404, code: 10003, outcome: 'refused' });
    stage.sandbox.faults.add({ times: 1, answer: 'timeout' });
    void stage.call('GET', '/users/@me').catch(() => undefined);
    await browser.until(() => find('call', 'GET /users/@me')?.outcome === 'lost', 'the lost call');
    expect(find('call', 'GET /users/@me')).to.include({ status: null, duration: null, faulted: true });
  });

  it('SB-22 opens a row: the whole JSON of it', async () => {
    await stage.call('POST', `/channels/${stage.chat.id}/messages`, { content: 'Hello' });
    const call = await row('call', 'POST /channels');
    const { details } = await browser.do({ kind: 'details', row: call.id });
    expect(details).to.deep.include({ method: 'POST', status: 200, body: { content: 'Hello' } });
    const event = await row('event', 'MESSAGE_CREATE');
    const opened = await browser.do({ kind: 'details', row: event.id });
    expect(JSON.stringify(opened.details)).to.include('"content":"Hello"');
    expect(await browser.refusal({ kind: 'details', row: 999_999 })).to.include({ code: 'page' });
  });

  it('SB-22 names the plugin where a custom id does', async () => {
    const { world } = stage.sandbox;
    const context = { world, notes: new InteractionNotes(), plugins: ['panel'] };
    const components = [{ type: 1, components: [button('panel:lock:1')] }];
    await stage.call('POST', `/channels/${stage.chat.id}/messages`, { content: 'Panel', components });
    const called = stage.sandbox.timeline.findLast(({ kind }) => kind === 'call');
    if (!called) throw new Error('There is no call');
    expect(entryOf(called, context).plugin).to.equal('panel');
    expect(entryOf(called, { ...context, plugins: [] }).plugin).to.equal(null);
  });

  it('SB-22 tells the breaches of schemas', async () => {
    await stage.call('GET', '/no/such/route').catch(() => undefined);
    expect(await row('violation', 'GET /no/such/route')).to.include({ outcome: 'failed' });
    stage.sandbox.expectViolations();
  });

  it('SB-26 holds no token, neither of the bot nor of interactions, in anything that the page gets', async () => {
    const used = browser.do({ kind: 'slash', seat: 'ada', channel: stage.chat.id, line: 'ping', options: {} });
    const interaction = await stage.interaction();
    await stage.answer(interaction, { type: Answer.DeferredChannelMessageWithSource });
    await used;
    const answer = `/webhooks/${interaction.application_id}/${interaction.token}/messages/@original`;
    await stage.call('PATCH', answer, { content: 'Pong', flags: MessageFlags.SuppressEmbeds });
    await row('call', 'PATCH /webhooks');
    for (const { id } of browser.timeline) await browser.do({ kind: 'details', row: id });
    const received = browser.received.join('\n');
    expect(received).to.include('Pong');
    stage.page.note(`A log line with ${stage.sandbox.token}`, 'ok');
    await row('act', 'A log line with …');
    expect(browser.received.join('\n')).not.to.include(stage.sandbox.token);
    expect(received).not.to.include(interaction.token);
    for (const { id } of stage.sandbox.gateway.sessions) expect(received).not.to.include(id);
  });

  it('SB-22 starts with the last rows again when a line was lost', async () => {
    await browser.do({ kind: 'say', seat: 'ada', channel: stage.chat.id, text: 'Before' });
    browser.close();
    stage.ben.say(stage.chat, 'Meanwhile');
    const again = await stage.open();
    await again.sit('ada', stage.ada.id);
    expect(again.frames[1]).to.include({ type: 'timeline', reset: true });
    expect(again.timeline.filter(({ title }) => title === 'MESSAGE_CREATE')).to.have.lengthOf(2);
    expect(again.seat('ada').messages.map(({ content }) => content)).to.deep.equal(['Before', 'Meanwhile']);
  });
});
