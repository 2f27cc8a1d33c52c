/**
 * `npm test`: all tests in three mocha processes side by side, for most of them wait for processes that they started. The reports
 * are printed one after the other, and last the sum. With arguments for mocha, such as `--grep` or test files, it is one process.
 */
import { spawn } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { lanesOf } from './test-lanes.mjs';

const LANES = 3;
/** How long after the end of a process its output is waited for, in milliseconds. */
const LEFTOVERS = 3000;
const { spec, 'node-option': nodeOptions = [], ...options } = JSON.parse(readFileSync('.mocharc.json', 'utf8'));
const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
const children = new Set();
/** What the tests want to be said at the very end, such as that some were skipped. */
const notices = new Set();
let interrupted;

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupted = signal;
    for (const child of children) child.kill(signal);
  });
}

const wanted = process.argv.slice(2);
process.exitCode = wanted.length > 0 ? await runOne(wanted) : await runAll();
if (interrupted) process.exitCode = 128 + constants.signals[interrupted];
process.exit();

async function runOne(args) {
  // Whoever names a test by its source means what became of it.
  const compiled = args.map((arg) => arg.replace(/^(?:\.\/)?(test\/.*)\.ts$/, 'dist/$1.js'));
  const namesFiles = compiled.some((arg) => /\.m?js$/.test(arg));
  const { code } = await start([...compiled, ...(namesFiles ? [] : spec)], 'inherit').ended;
  return code;
}

async function runAll() {
  const lanes = lanesOf(globSync(spec).toSorted(), LANES).filter((files) => files.length > 0);
  const runs = lanes.map((files) => start(files, 'pipe'));
  const results = [];
  for (const run of runs) {
    run.show();
    results.push(await run.ended);
  }
  const sum = { passes: 0, failures: 0, pending: 0 };
  for (const { code, how, count } of results) {
    if (!count) process.stdout.write(`\nA process of the tests ended without a count (${how}).\n`);
    sum.passes += count?.passes ?? 0;
    // What ends with a fault of its own must not look as if all had passed.
    sum.failures += count?.failures || (code === 0 && count ? 0 : 1);
    sum.pending += count?.pending ?? 0;
  }
  if (results.length === 0) process.stdout.write('There are no tests.\n');
  for (const text of notices) process.stdout.write(`${text}\n`);
  const skipped = sum.pending > 0 ? `, ${sum.pending} skipped` : '';
  process.stdout.write(`${sum.passes} passed, ${sum.failures} failed${skipped}\n`);
  return sum.failures > 0 || results.length === 0 ? 1 : 0;
}

/** Starts a mocha. What a piped one prints is held back until `show` is called. */
function start(args, output) {
  const settings = Object.entries(options).flatMap(([name, value]) => [value].flat().map((one) => flag(name, one)));
  const nodeArgs = nodeOptions.map((name) => `--${name}`);
  const child = spawn(process.execPath, [...nodeArgs, mocha, '--no-config', ...settings, ...args], {
    stdio: output === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.add(child);
  let held = [];
  let count;
  const take = (chunk) => (held ? held.push(chunk) : process.stdout.write(chunk));
  child.stdout?.on('data', take);
  child.stderr?.on('data', take);
  child.on('message', (message) => {
    count = message.count ?? count;
    if (message.notice) notices.add(message.notice);
  });
  const ended = new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: 1, how: error.message }));
    child.once('exit', (code, signal) => {
      children.delete(child);
      const end = () => resolve({ code: code ?? 1, how: signal ?? `exit code ${code}`, count });
      child.once('close', end);
      // What a test might leave behind would keep the pipes open, and with them this run.
      setTimeout(end, LEFTOVERS).unref();
    });
  });
  const show = () => {
    for (const chunk of held) process.stdout.write(chunk);
    held = null;
  };
  return { ended, show };
}

function flag(name, value) {
  return value === true ? `--${name}` : `--${name}=${value}`;
}
