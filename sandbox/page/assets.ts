import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** A file as the browser gets it. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** Of an HTML file: the hashes of the scripts in it, as a content security policy names them. */
  readonly scripts?: readonly string[];
}

/** What the page's import map names, and the files that these are. Nothing else of `node_modules` is served. */
const vendor: ReadonlyMap<string, string> = new Map([
  ['preact.mjs', 'preact'],
  ['preact-hooks.mjs', 'preact/hooks'],
  ['preact-jsx-runtime.mjs', 'preact/jsx-runtime'],
  ['signals.mjs', '@preact/signals'],
  ['signals-core.mjs', '@preact/signals-core'],
]);

const types: ReadonlyMap<string, string> = new Map([
  ['html', 'text/html; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['svg', 'image/svg+xml'],
  ['js', 'text/javascript; charset=utf-8'],
  ['mjs', 'text/javascript; charset=utf-8'],
]);

/** The compiled modules of the page, and its sources, where its HTML and its styles are. */
const modules = new URL('./client/', import.meta.url);
const sources = new URL('../../../sandbox/page/client/', import.meta.url);

/** A name in up to three folders, none of which leads up, and no longer than a file system takes it. */
const safe = /^(?:[\w-]{1,60}\/){0,3}[\w-]{1,60}\.(\w{1,5})$/;

/** The file that a path of the page means, or null when there is none. */
export async function findAsset(path: string): Promise<Asset | null> {
  const name = path === '/' ? 'index.html' : path.slice(1);
  const extension = safe.exec(name)?.[1];
  const type = types.get(extension ?? '');
  const file = type === undefined ? null : fileOf(name);
  if (type === undefined || file === null) return null;
  try {
    const body = await readFile(file);
    return extension === 'html' ? await withPreloads(type, body.toString()) : { type, body };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** The browser is told of all modules at once, or it would find them one import after the other. */
async function withPreloads(type: string, html: string): Promise<Asset> {
  const compiled = (await readdir(modules, { recursive: true })).filter((name) => name.endsWith('.js'));
  const paths = [...[...vendor.keys()].map((name) => `/vendor/${name}`), ...compiled.map((name) => `/modules/${name}`)];
  const links = paths.map((path) => `<link rel="modulepreload" href="${path.replaceAll('\\', '/')}" />`);
  const body = Buffer.from(html.replace('</head>', () => `${links.join('\n')}\n</head>`));
  return { type, body, scripts: inlineScripts(html) };
}

/** The import map is such a script. */
function inlineScripts(html: string): string[] {
  const scripts = [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)];
  return scripts.map(([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`);
}

function fileOf(name: string): string | null {
  if (name.startsWith('vendor/')) {
    const specifier = vendor.get(name.slice('vendor/'.length));
    return specifier === undefined ? null : fileURLToPath(import.meta.resolve(specifier));
  }
  if (name.startsWith('modules/')) return fileURLToPath(new URL(name.slice('modules/'.length), modules));
  return /\.(?:html|css|svg)$/.test(name) ? fileURLToPath(new URL(name, sources)) : null;
}
