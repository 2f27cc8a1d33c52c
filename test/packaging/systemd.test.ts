import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { allocation } from '../../bench/production-bot.js';
import { notice } from '../support/notice.js';
import { packageRoot } from '../support/package-root.js';

const unit = readFileSync(join(packageRoot, 'packaging/roomkeeper.service'), 'utf8');
const settings = new Map([...unit.matchAll(/^([A-Z]\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

describe('FW-63 the systemd unit', () => {
  it('FW-63 starts the bot again when it fails, and stops it as it wants to be stopped', () => {
    const wanted = { Restart: 'on-failure', KillSignal: 'SIGTERM', KillMode: 'mixed', StateDirectory: 'roomkeeper' };
    for (const [name, value] of Object.entries(wanted)) expect(settings.get(name), name).to.equal(value);
    expect(settings.get('ExecStart')).to.match(/ dist\/src\/main\.js$/);
    expect(unit).to.include('Environment=ROOMKEEPER_DATA=/var/lib/roomkeeper\n');
    for (const [name, value] of Object.entries(allocation)) expect(unit).to.include(`Environment=${name}=${value}\n`);
  });

  it('RL-08 an ordinary user, who can write to its own data only, and secrets in a file of their own', () => {
    expect(settings.get('User')).to.equal('roomkeeper');
    const wanted = {
      ProtectSystem: 'strict',
      NoNewPrivileges: 'true',
      CapabilityBoundingSet: '',
      StateDirectoryMode: '0700',
    };
    for (const [name, value] of Object.entries(wanted)) expect(settings.get(name), name).to.equal(value);
    expect(settings.get('EnvironmentFile')).to.equal('/etc/roomkeeper/environment');
    expect(unit).to.not.match(/TOKEN|PASSWORD|DATABASE_URL/);
  });

  it('FW-63 systemd understands all of it', function () {
    if (!hasSystemd) {
      notice('Skipped: the systemd unit is not verified, for there is no systemd-analyze.');
      return this.skip();
    }
    const folder = mkdtempSync(join(tmpdir(), 'roomkeeper-unit-'));
    // Where the bot would be installed, and who it would run as, is not on this machine.
    const here = unit
      .replace(/^ExecStart=.*/m, 'ExecStart=/bin/sh')
      .replace(/^(User|Group)=.*/gm, '')
      .replace(/^WorkingDirectory=.*/m, `WorkingDirectory=${folder}`);
    const file = join(folder, 'roomkeeper.service');
    writeFileSync(file, here);
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect([status, stderr.trim()], userInfo().username).to.deep.equal([0, '']);
  });
});
