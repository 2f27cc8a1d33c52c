import { expect } from 'chai';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PageStage } from '../page-stage.js';
import { chromium } from './chromium.js';
import { describeInBrowser, Visit } from './visit.js';

describeInBrowser('the page and its line, in a browser', () => {
  let stage: PageStage;
  let stranger: Server;

  beforeEach(async () => {
    stage = await PageStage.set();
    stranger = createServer((_, response) => response.end('<!doctype html><title>Another page</title>'));
    await new Promise<void>((resolve) => void stranger.listen(0, '127.0.0.1', resolve));
  });

  afterEach(async () => {
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
    await stage.strike();
  });

  it('SB-26 a page of another origin gets no line to the sandbox, cannot read it, and cannot frame it', async () => {
    const context = await (await chromium()).newContext();
    try {
      const page = await context.newPage();
      await page.goto(`http://127.0.0.1:${(stranger.address() as AddressInfo).port}/`);
      const { address } = stage.page;
      const socket = `new Promise((resolve) => {
        const socket = new WebSocket('${address.replace('http', 'ws')}page');
        socket.onopen = () => resolve('open');
        socket.onerror = () => resolve('refused');
      })`;
      expect(await page.evaluate(socket)).to.equal('refused');
      expect(await page.evaluate(`fetch('${address}').then(() => 'read', () => 'refused')`)).to.equal('refused');
      const frame = `new Promise((resolve) => {
        const frame = document.createElement('iframe');
        frame.onload = () => resolve(frame.contentDocument === null ? 'closed' : 'empty');
        frame.src = '${address}';
        document.body.append(frame);
      })`;
      await page.evaluate(frame);
      const framed = page.frames().find((one) => one !== page.mainFrame());
      expect(await framed?.evaluate('document.querySelector("#page") === null')).to.equal(true);
    } finally {
      await context.close();
    }
  });

  it('SB-20 a lost line is said, acts meanwhile are refused in place, and it resumes by itself', async () => {
    const visit = await Visit.open(stage.page.address, { as: [stage.ada.id], timeline: false, tour: false });
    visit.forgiveFaults();
    const ada = visit.seat('Ada');
    await ada.channel('chat').click();
    await ada.say('Before');
    await ada.message('Before').waitFor();
    const port = Number(new URL(stage.page.address).port);
    await stage.page.close();
    await visit.page.getByText('The connection to the sandbox is lost.').waitFor();
    await ada.composer.fill('Meanwhile');
    await ada.composer.press('Enter');
    await ada.refusal.getByText('no connection to the sandbox').waitFor();
    expect(await ada.composer.inputValue()).to.equal('Meanwhile');
    stage.ben.say(stage.chat, 'Also meanwhile');
    const again = await stage.reopen(port);
    expect(again.address).to.equal(stage.page.address);
    await ada.message('Also meanwhile').waitFor();
    await visit.page.getByText('The connection to the sandbox is lost.').waitFor({ state: 'detached' });
    await ada.composer.press('Enter');
    await ada.message('Meanwhile').last().waitFor();
  });
});
