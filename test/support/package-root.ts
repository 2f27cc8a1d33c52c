import { fileURLToPath } from 'node:url';

/** The folder of package.json, seen from where this file is compiled to. */
export const packageRoot = fileURLToPath(new URL('../../../', import.meta.url));
