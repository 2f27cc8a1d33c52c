import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { packageRoot } from './support/package-root.js';

interface Exported {
  readonly name: string;
  readonly text: string;
  readonly documented: boolean;
}

interface Reporting {
  apiOf(entry: string): readonly Exported[];
  reportOf(api: readonly Exported[]): string;
}

describe('FW-20 what plugins may import of roomkeeper', () => {
  let api: readonly Exported[];
  let report: string;

  before(async () => {
    const reporting = (await import(pathToFileURL(`${packageRoot}/scripts/api-report.mjs`).href)) as Reporting;
    api = reporting.apiOf(`${packageRoot}/dist/src/index.d.ts`);
    report = reporting.reportOf(api);
  });

  it('FW-20 the report of the API is up to date', () => {
    const committed = readFileSync(`${packageRoot}/docs/api-report.d.ts`, 'utf8');
    expect(
      committed === report,
      'The API has changed: look at "npm run api-report" and what it makes of git diff',
    ).to.equal(true);
  });

  it('FW-20 the report has every value that there is', async () => {
    const values = Object.keys((await import('roomkeeper')) as object);
    expect(api.map(({ name }) => name)).to.include.members(values);
  });

  it('FW-20 everything in it has a comment that says what it is', () => {
    expect(api.filter(({ documented }) => !documented).map(({ name }) => name)).to.deep.equal([]);
  });
});
