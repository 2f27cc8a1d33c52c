import { expect } from 'chai';
import type { Person } from '../../../../sandbox/people/person.js';
import { seriousFaults } from './axe.js';
import { BotScene } from './bot-scene.js';
import { describeInBrowser, Visit, type SeatParts, type VisitOptions } from './visit.js';

describeInBrowser('how the page looks and is worked, in a browser', () => {
  let scene: BotScene;
  let kim: Person;
  let visit: Visit;
  let seat: SeatParts;

  beforeEach(async () => {
    scene = await BotScene.ready();
    kim = scene.newcomer('Kim');
  });

  afterEach(() => scene.dismiss(kim));

  async function open(options: VisitOptions = {}): Promise<void> {
    visit = await Visit.open(scene.page.address, { as: [kim.id], ...options });
    seat = visit.seat('Kim');
  }

  /** Kim is in a room, and has its panel before her. */
  async function seesPanel(): Promise<void> {
    await seat.channel('New Room').click();
    await seat.root.locator('.own-voice strong').filter({ hasNotText: 'New Room' }).waitFor();
    const room = (await seat.root.locator('.own-voice strong').textContent()) ?? '';
    await seat.root.getByRole('treeitem', { name: `${room.toLowerCase().replaceAll(' ', '-')} (text channel` }).click();
    await seat.button(/Unlocked/).waitFor();
  }

  const fits = async (): Promise<void> => {
    expect(await visit.page.evaluate('document.documentElement.scrollWidth - innerWidth')).to.equal(0);
  };

  for (const colorScheme of ['light', 'dark'] as const) {
    it(`SB-25 axe finds no serious fault at 1280 pixels, ${colorScheme}`, async () => {
      await open({ colorScheme, timeline: true, tour: true });
      const faults = async (where: string) => (await seriousFaults(visit.page)).map((fault) => `${where}: ${fault}`);
      const found = await faults('at the start, with tour and timeline');
      await seesPanel();
      found.push(...(await faults('a room with its panel')));
      await visit.timeline.getByRole('button', { name: /PATCH/ }).last().click();
      await visit.timeline.locator('pre').waitFor();
      found.push(...(await faults('a row of the timeline')));
      await visit.button(/^Faults/).click();
      await visit.page.getByRole('dialog', { name: 'Faults' }).waitFor();
      found.push(...(await faults('the faults')));
      await visit.page.keyboard.press('Escape');
      await seat.button(/Rename/).click();
      await seat.dialog.getByRole('textbox').first().waitFor();
      found.push(...(await faults('a form')));
      await fits();
      expect(found).to.deep.equal([]);
    });
  }

  it('SB-25 at 390 pixels one part of the seat shows at a time, all can be reached, and axe finds no serious fault', async () => {
    await open({ width: 390, height: 844, reducedMotion: 'reduce' });
    expect(await visit.timeline.isVisible()).to.equal(false);
    const tab = (name: string) => seat.root.getByRole('group', { name: 'Part of the seat to show' }).getByText(name);
    await tab('Channels').click();
    await fits();
    const found = await seriousFaults(visit.page);
    await seesPanel();
    await fits();
    found.push(...(await seriousFaults(visit.page)));
    await tab('Members').click();
    await seat.root
      .getByRole('complementary', { name: /^Members/ })
      .getByText('Olga')
      .waitFor();
    found.push(...(await seriousFaults(visit.page)));
    await visit.button(/Timeline/).click();
    await visit.timeline.getByText('VOICE_STATE_UPDATE').last().waitFor();
    await fits();
    found.push(...(await seriousFaults(visit.page)));
    expect(found).to.deep.equal([]);
  });

  it('SB-25 by keyboard alone: join, lock, write, a slash command, a form', async () => {
    await open({ timeline: false, tour: false });
    const { keyboard } = visit.page;
    /** Presses a key until something has the focus that fits, and has a text in it. */
    const until = async (key: string, selector: string, text = '') => {
      const focused = visit.page.locator(':focus');
      const way: string[] = [];
      for (let press = 0; press < 80; press += 1) {
        if (
          (await focused.count()) > 0 &&
          (await focused.and(visit.page.locator(selector)).filter({ hasText: text }).count()) > 0
        )
          return;
        await keyboard.press(key);
        way.push(
          String(
            await visit.page.evaluate(
              'document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.slice(0, 30)',
            ),
          ),
        );
      }
      throw new Error(`${key} does not lead to ${selector} ${text}, but to ${way.join(' > ')}`);
    };
    const rowOf = async (name: RegExp) => {
      const id = await seat.root.getByRole('treeitem', { name }).getAttribute('data-channel');
      return `.tree-row:not(.member)[data-channel="${id}"]`;
    };
    await until('Tab', '[role=treeitem]');
    await until('ArrowDown', await rowOf(/^New Room/));
    await keyboard.press('Enter');
    await seat.root.locator('.own-voice strong').filter({ hasNotText: 'New Room' }).waitFor();
    const room = (await seat.root.locator('.own-voice strong').textContent()) ?? '';
    const text = new RegExp(`^${room.toLowerCase().replaceAll(' ', '-')} `);
    await seat.root.getByRole('treeitem', { name: text }).waitFor();
    await until('ArrowUp', await rowOf(text));
    await keyboard.press('Enter');
    await seat.button(/Unlocked/).waitFor();
    await until('Tab', '.message button', 'Unlocked');
    await keyboard.press('Enter');
    await seat.root
      .getByRole('treeitem', { name: /locked/ })
      .first()
      .waitFor();
    await seat.button(/^\W*Locked/).waitFor();
    await until('Tab', '.composer textarea');
    await keyboard.type('Good evening');
    await keyboard.press('Enter');
    await seat.message('Good evening').first().waitFor();
    await keyboard.type('/voice');
    await keyboard.press('Enter');
    await until('Tab', '[type=submit]');
    await keyboard.press('Enter');
    await seat.root.getByText('Only you can see this.').waitFor();
    await until('Tab', '.composer textarea');
    await until('Shift+Tab', '.message button', 'Rename');
    await keyboard.press('Enter');
    await seat.dialog.getByRole('textbox').first().waitFor();
    await until('Tab', '.dialog input');
    await keyboard.press('ControlOrMeta+a');
    await keyboard.type('Night owls');
    await keyboard.press('Enter');
    await seat.dialog.waitFor({ state: 'detached' });
    await seat.channel('Night owls').waitFor();
  });

  it('SB-25 colours follow the machine or the choice, and who wants little motion gets none', async () => {
    const style = 'getComputedStyle(document.body).backgroundColor';
    await open({ colorScheme: 'dark', reducedMotion: 'reduce', timeline: false, tour: true });
    const dark = await visit.page.evaluate(style);
    await visit.button('Colours').click();
    await visit.page.getByRole('menuitemradio', { name: 'Light' }).click();
    expect(await visit.page.evaluate(style)).not.to.equal(dark);
    await visit.page.reload();
    await visit.button(/^Acting as Kim/).waitFor();
    expect(await visit.page.evaluate(style)).not.to.equal(dark);
    expect(await visit.page.evaluate(moving)).to.deep.equal([]);
  });

  it('SB-20 the first paint, and an event from its dispatch to the page, in milliseconds (told, not judged)', async () => {
    await open({ timeline: false, tour: false });
    const paint = await visit.page.evaluate('performance.getEntriesByName("first-contentful-paint")[0].startTime');
    await seat.channel('chat').click();
    const took: number[] = [];
    for (let turn = 0; turn < 10; turn += 1) {
      const text = `Event ${turn}.`;
      const seen = visit.page.evaluate(`new Promise((resolve) => {
        const watcher = new MutationObserver(() => {
          if (!document.querySelector('.messages').textContent.includes('${text}')) return;
          watcher.disconnect();
          requestAnimationFrame(() => resolve(Date.now()));
        });
        watcher.observe(document.querySelector('.messages'), { childList: true, subtree: true, characterData: true });
        window.watching = ${turn};
      })`) as Promise<number>;
      await visit.page.waitForFunction(`window.watching === ${turn}`);
      const at = Date.now();
      const chat = [...scene.sandbox.world.channels.values()].find(({ name }) => name === 'chat');
      if (chat) scene.demo.guild.owner.say(chat, text);
      took.push((await seen) - at);
    }
    const median = took.toSorted((one, other) => one - other)[5];
    process.stdout.write(`      first paint ${Math.round(paint as number)} ms; an event shows after ${median} ms\n`);
    expect(took).to.have.lengthOf(10);
  });
});

/** What moves for longer than a blink. */
const moving = `document.getAnimations()
  .filter((one) => one.playState === 'running' && one.effect.getComputedTiming().activeDuration > 100)
  .map((one) => one.animationName ?? one.transitionProperty)`;
