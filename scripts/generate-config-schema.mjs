// Writes config.schema.json from the schemas of the framework and of the in-tree plugins. Build first.
import { writeFile } from 'node:fs/promises';
import process from 'node:process';
import { configJsonSchema } from '../dist/src/config/json-schema.js';
import { resolvePlugins } from '../dist/src/plugins/resolve.js';

const { installed, faults } = await resolvePlugins([], String, { directory: process.cwd() });
if (faults.length > 0) throw new Error(faults.map(({ where, what }) => `${where}: ${what}`).join('\n'));
const file = new URL('../config.schema.json', import.meta.url);
await writeFile(file, `${JSON.stringify(configJsonSchema(installed), null, 2)}\n`);
