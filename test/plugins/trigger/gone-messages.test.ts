import { expect } from 'chai';
import { NAME_LIMIT } from '../../../plugins/trigger/domain/names.js';
import { goneLine, goneNotice } from '../../../plugins/trigger/gone-messages.js';

describe('trigger: what is said of gone things', () => {
  const id = '1234567890123456789';

  it('TR-35 the notice fits into a message, however much is gone and whatever it is called', () => {
    const names = Array.from({ length: 100 }, () => '*'.repeat(NAME_LIMIT));
    const kinds = ['channel', 'message', 'role', 'emoji'] as const;
    const things = kinds.flatMap((kind) => [
      { kind, id },
      { kind, id },
    ]);
    const disabled = names.map((name) => ({ name, ownerId: id }));
    const notice = goneNotice({ things, deleted: names, disabled, groups: names });
    expect(notice.length).to.be.at.most(2000);
    expect(notice).to.include('and 94 more').and.to.include('2 channels and 2 messages');
  });

  it('TR-35 what did not happen is not spoken of', () => {
    const departed = { things: [{ kind: 'role', id }], deleted: [], disabled: [], groups: ['colours'] } as const;
    expect(goneLine(departed)).to.equal(`The role ${id} is gone. Taken out of the role groups: **colours**.`);
    expect(goneNotice(departed)).not.to.include('Switched off').and.not.to.include('/trigger enable');
  });
});
