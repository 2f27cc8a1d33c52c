import { LogLevel } from '@sapphire/framework';
import { expect } from 'chai';
import { SapphireLogger } from '../../../src/logging/sapphire-logger.js';
import { memoryLogger, type LogLine } from '../../support/logger.js';

describe('FW-61 what Sapphire logs', () => {
  it('FW-61 comes through our logger, with its level, its error and its text', () => {
    const lines: LogLine[] = [];
    const log = new SapphireLogger(memoryLogger(lines));
    const error = new Error('no');
    log.warn('Failed', { at: 3 }, error);
    log.error(error);
    log.write(LogLevel.None, 'odd');
    expect(lines).to.deep.equal([
      { level: 'warn', message: 'Failed { at: 3 }', error },
      { level: 'error', message: 'no', error },
      { level: 'info', message: 'odd' },
    ]);
  });
});
