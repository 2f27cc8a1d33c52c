import { existsSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { atEnd } from '../../../support/at-end.js';
import { notice } from '../../../support/notice.js';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

let launched: Promise<Browser> | undefined;

/** Where the browser is: what `CHROMIUM` says, else where Debian and others put it. */
export function findChromium(): string | undefined {
  const said = process.env['CHROMIUM'];
  return (said ? [said] : usual).find((path) => existsSync(path));
}

/** The one browser of this process. It has an empty profile in the temporary folder of the run, and is closed at the end. */
export function chromium(): Promise<Browser> {
  launched ??= launch();
  return launched;
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error(missing);
  const { chromium: type } = await import('playwright-core');
  // Signals are for those who run the tests to handle.
  const silent = { handleSIGHUP: false, handleSIGINT: false, handleSIGTERM: false };
  const browser = await type.launch({ executablePath, args, ...silent, timeout: 60_000 });
  atEnd(() => browser.close());
  return browser;
}

const missing =
  'Skipped: the tests of the sandbox page in a browser, for there is no Chromium. Get it with "apt-get install chromium", or say where it is in CHROMIUM.';

/** Skips a suite, and says so, where there is no browser. For `before`. */
export function demandChromium(suite: Mocha.Context): void {
  if (findChromium() !== undefined) return;
  notice(missing);
  suite.skip();
}
