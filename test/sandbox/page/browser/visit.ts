import type { BrowserContextOptions, Locator, Page } from 'playwright-core';
import { chromium, demandChromium } from './chromium.js';

/** So long a control or a text is waited for, in milliseconds: machines may be busy. */
const PATIENCE = 30_000;

export interface VisitOptions extends Pick<BrowserContextOptions, 'colorScheme' | 'reducedMotion'> {
  /** Ids of those who sit in the seats at once. Without it the page chooses. */
  readonly as?: readonly string[];
  /** In pixels; 1280 x 800 by default. */
  readonly width?: number;
  readonly height?: number;
  /** Whether the timeline and the tour are open. By default the page decides. */
  readonly timeline?: boolean;
  readonly tour?: boolean;
}

const visits: Visit[] = [];

/** Somebody's browser, empty at first, with the page open in it. */
export class Visit {
  public readonly page: Page;
  /** What went wrong without anybody being told: errors of scripts, and what the browser has refused. */
  readonly #faults: string[] = [];
  #forgives = false;

  private constructor(page: Page) {
    this.page = page;
    page.on('pageerror', (error) => this.#faults.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#faults.push(message.text());
    });
  }

  public static async open(address: string, options: VisitOptions = {}): Promise<Visit> {
    const { as, width = 1280, height = 800, timeline, tour, ...context } = options;
    const browser = await chromium();
    const page = await (await browser.newContext({ viewport: { width, height }, ...context })).newPage();
    page.setDefaultTimeout(PATIENCE);
    const visit = new Visit(page);
    visits.push(visit);
    const names = ['left', 'right'];
    const seats = as?.map((user, index) => ({ name: names[index], user, guild: null, channel: null }));
    const shown = Object.entries({ timeline, tour }).filter(([, open]) => open !== undefined);
    const kept = [
      ...(seats
        ? [
            `sessionStorage.getItem('sandbox.seats') ?? sessionStorage.setItem('sandbox.seats', ${JSON.stringify(JSON.stringify(seats))})`,
          ]
        : []),
      ...shown.map(([name, open]) => `localStorage.setItem('sandbox.${name}', '${open ? 'open' : 'closed'}')`),
    ];
    await page.addInitScript(`if (location.protocol === 'http:') { ${kept.join(';')} }`);
    await page.goto(address);
    await page
      .getByRole('button', { name: /^Acting as \w/ })
      .first()
      .waitFor();
    return visit;
  }

  /** The seat of somebody. */
  public seat(name: string): SeatParts {
    return new SeatParts(this.page.getByRole('region', { name: `Seat of ${name}`, exact: true }));
  }

  public get timeline(): Locator {
    return this.page.getByRole('region', { name: 'Timeline' });
  }

  public get tour(): Locator {
    return this.page.getByRole('region', { name: 'Guided tour' });
  }

  public button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** From here on errors on the console are no faults: the test makes some. */
  public forgiveFaults(): void {
    this.#forgives = true;
  }

  /** @throws when something went wrong that nobody was told */
  public async close(): Promise<void> {
    await this.page.context().close();
    if (!this.#forgives && this.#faults.length > 0) throw new Error(`In the page:\n${this.#faults.join('\n')}`);
  }
}

/** The parts of a seat, as those find them who hear the page read out. */
export class SeatParts {
  public readonly root: Locator;

  public constructor(root: Locator) {
    this.root = root;
  }

  /** A line of the channel list. */
  public channel(name: string): Locator {
    return this.root.getByRole('treeitem', {
      name: new RegExp(`^${escaped(name)} \\((?:text channel|voice channel|category)`),
    });
  }

  /** Somebody in a voice channel. */
  public inVoice(name: string): Locator {
    return this.root.locator('.tree-row.member').filter({ hasText: name });
  }

  public get composer(): Locator {
    return this.root.getByRole('textbox', { name: /^Message to / });
  }

  /** The messages with a text in them. */
  public message(text: string | RegExp): Locator {
    return this.root.getByRole('article').filter({ hasText: text });
  }

  public button(name: string | RegExp): Locator {
    return this.root.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  }

  public get dialog(): Locator {
    return this.root.locator('.dialog');
  }

  public get refusal(): Locator {
    return this.root.getByRole('alert');
  }

  /** Opens the menu of a button, and chooses in it. */
  public async choose(menu: string | RegExp, item: string | RegExp): Promise<void> {
    await this.button(menu).click();
    const roles = this.root
      .getByRole('menuitem', { name: item })
      .or(this.root.getByRole('menuitemradio', { name: item }));
    await roles.first().click();
  }

  public async say(text: string): Promise<void> {
    await this.composer.fill(text);
    await this.composer.press('Enter');
  }
}

export function escaped(text: string): string {
  return text.replaceAll(/[^\w\s]/g, String.raw`\$&`);
}

/** A suite of tests in a browser: each gets a new, empty one. Where there is none it is skipped. */
export function describeInBrowser(title: string, tests: (this: Mocha.Suite) => void): void {
  describe(title, function () {
    this.timeout(180_000);

    before(function () {
      demandChromium(this);
    });

    afterEach(async () => {
      const results = await Promise.allSettled(visits.splice(0).map((visit) => visit.close()));
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    });

    tests.call(this);
  });
}
