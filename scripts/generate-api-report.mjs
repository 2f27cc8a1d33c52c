import { writeFileSync } from 'node:fs';
import { apiOf, reportOf } from './api-report.mjs';

writeFileSync('docs/api-report.d.ts', reportOf(apiOf('dist/src/index.d.ts')));
