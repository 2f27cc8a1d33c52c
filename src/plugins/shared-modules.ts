import { registerHooks } from 'node:module';

/** Roomkeeper's own folder. */
const HOME = new URL('../../../', import.meta.url).href;
const OWN = ['dist/', 'node_modules/'].map((folder) => `${HOME}${folder}`);

/** What must be there once in a process: Sapphire's container, the ORM's metadata and discord.js' classes live in them. */
const SHARED = /^(?:@sapphire\/|@mikro-orm\/|(?:discord\.js|discord-api-types|zod)(?:\/|$))/;
const ITSELF = /^roomkeeper(?:\/|$)/;

let shared = false;

/**
 * Lets plugins that are packages use this very Roomkeeper, and the libraries that it uses, wherever they are installed: they need no
 * copies of their own, and copies that they brought would be of no use.
 */
export function shareModules(): void {
  if (shared) return;
  shared = true;
  registerHooks({
    resolve(specifier, context, next) {
      const { parentURL = '' } = context;
      return next(specifier, isForeign(specifier, parentURL) ? { ...context, parentURL: import.meta.url } : context);
    },
  });
}

function isForeign(specifier: string, parentURL: string): boolean {
  if (!parentURL.startsWith('file:') || parentURL.startsWith(`${HOME}dist/`)) return false;
  return ITSELF.test(specifier) || (SHARED.test(specifier) && !OWN.some((folder) => parentURL.startsWith(folder)));
}
