import { expect } from 'chai';
import { actions, type Action, type Refusal } from '../../../plugins/hub/domain/access.js';
import type { NameRefusal } from '../../../plugins/hub/domain/name-filter.js';
import type { TargetRefusal } from '../../../plugins/hub/domain/targets.js';
import { escapeText } from 'roomkeeper';
import { discordRefused, nameRefused, refusal, relative } from '../../../plugins/hub/messages.js';

const until = Date.UTC(2026, 10, 21, 12, 5);
const moment = relative(until);

/** One of each, by reason: the compiler says when one is missing. */
const refusals: { readonly [Reason in Refusal['reason']]: Extract<Refusal, { reason: Reason }> | Refusal } = {
  bot: { reason: 'bot' },
  'other-guild': { reason: 'other-guild' },
  'room-deleting': { reason: 'room-deleting' },
  'not-allowed': { reason: 'not-allowed' },
  'reserved-in-grace': { reason: 'reserved-in-grace', ownerId: '42', until },
  'not-in-room': { reason: 'not-in-room' },
  'already-owner': { reason: 'already-owner' },
  'owner-present': { reason: 'owner-present' },
  grace: { reason: 'grace', until },
  'claim-protected': { reason: 'claim-protected', until },
};

const targetRefusals: Record<TargetRefusal['reason'], true> = {
  'target-yourself': true,
  'target-owner': true,
  'target-acting-owner': true,
  'target-staff': true,
  'target-everyone': true,
  'target-shut-out': true,
  'target-bot': true,
  'target-blocked': true,
  'target-role': true,
  'target-not-in-room': true,
  'target-not-in-guild': true,
};

const nameRefusals: Record<NameRefusal['reason'], NameRefusal> = {
  empty: { reason: 'empty' },
  'too-long': { reason: 'too-long' },
  'banned-word': { reason: 'banned-word', word: '*bad*' },
};

function isTargetReason(reason: string): reason is TargetRefusal['reason'] {
  return Object.hasOwn(targetRefusals, reason);
}

describe('hub: what people are told', () => {
  it('HB-40 every refusal has a sentence of its own', () => {
    const ofActors = Object.values(refusals).map((refused) => refusal({ allowed: false, ...refused }));
    const ofTargets = Object.keys(targetRefusals)
      .filter(isTargetReason)
      .map((reason) => refusal({ allowed: false, reason }));
    const all = [...ofActors, ...ofTargets, ...Object.values(nameRefusals).map(nameRefused)];
    for (const text of all) expect(text).to.match(/^[A-Z].{15,}\.$/);
    expect(new Set(all)).to.have.property('size', all.length);
  });

  it('HB-40 who lacks the right is told who has it', () => {
    const texts = actions.map((action: Action) => refusal({ allowed: false, reason: 'not-allowed' }, action));
    expect(new Set(texts)).to.have.property('size', actions.length);
    expect(refusal({ allowed: false, reason: 'not-allowed' }, 'lock')).to.equal(
      'Only these may lock a room: its owner, its hosts and sudo, and whoever stands in for the owner.',
    );
    expect(refusal({ allowed: false, reason: 'not-allowed' }, 'limit')).to.not.include('stands in');
  });

  it('HB-31 whoever stands in for the owner is told who may do it instead', () => {
    const told = (action: Action): string => refusal({ allowed: false, ...refusals['reserved-in-grace'] }, action);
    for (const action of ['hosts', 'delete'] as const) expect(told(action)).to.include('only they and sudo may');
    for (const action of ['access', 'limit', 'bitrate', 'region', 'reset'] as const) {
      expect(told(action)).to.include('only they, the room’s hosts and sudo may');
    }
    expect(told('transfer')).to.include('only they may');
  });

  it('HB-40 what is allowed needs no words', () => {
    expect(refusal({ allowed: true })).to.equal('');
  });

  for (const reason of ['reserved-in-grace', 'grace', 'claim-protected'] as const) {
    it(`HB-31 HB-35 a refusal that ends says when: ${reason}`, () => {
      expect(moment).to.equal('<t:1795262700:R>');
      expect(refusal({ allowed: false, ...refusals[reason] })).to.include(moment);
    });
  }

  it('HB-42 a refusal of Discord names what is missing', () => {
    expect(discordRefused.forbidden(['Manage Roles', 'Connect'])).to.include('**Manage Roles** and **Connect**');
    expect(discordRefused.forbidden([])).to.include('Discord did not let me');
  });

  it('HB-28 a banned word is shown as it was typed', () => {
    expect(nameRefused(nameRefusals['banned-word'])).to.include(String.raw`\*bad\*`);
    expect(escapeText('[a](b)\n`c`')).to.equal(String.raw`\[a\]\(b\) \`c\``);
  });
});
