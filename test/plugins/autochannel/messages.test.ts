import { expect } from 'chai';
import { newSettings } from '../../../plugins/autochannel/domain/settings.js';
import * as messages from '../../../plugins/autochannel/messages.js';

/** Discord's limit for the content of a message. */
const CONTENT_LIMIT = 2000;

describe('autochannel messages', () => {
  const texts: readonly [text: string, shown: string][] = [
    ['General 2', 'General 2'],
    ['**bold** _it_ ~~no~~ ||spoiler||', String.raw`\*\*bold\*\* \_it\_ \~\~no\~\~ \|\|spoiler\|\|`],
    ['<@1> @everyone', String.raw`\<\@1\> \@everyone`],
    ['[x](https://a.b)', String.raw`\[x\]\(https\:\/\/a.b\)`],
    ['\\*', String.raw`\\\*`],
    ['a\n# b\n> c', String.raw`a \# b \> c`],
    ['Мария 🎮', 'Мария 🎮'],
  ];
  for (const [text, shown] of texts) {
    it(`FW-43 shows ${JSON.stringify(text)} as it was typed`, () => {
      expect(messages.escape(text)).to.equal(shown);
    });
  }

  it('FW-43 shortens very long text without tearing an emoji', () => {
    const shown = messages.escape(`${'x'.repeat(119)}🎮${'y'.repeat(5000)}`);
    expect(shown.length).to.be.at.most(120);
    expect(shown.isWellFormed()).to.equal(true);
    expect(shown.endsWith('x…')).to.equal(true);
  });

  it('AC-01 says what the settings are', () => {
    const settings = newSettings({
      userLimit: 4,
      categoryId: '7',
      fallbackCategoryIds: ['8', '9'],
      startAt: 3,
      maxBreakouts: 1,
    });
    expect(messages.enabled('5', settings).split('\n')).to.deep.equal([
      '<#5> is now a source: whoever joins it gets a voice channel of their own.',
      String.raw`- Name: {name} \#{n}, numbered from 3`,
      '- User limit: 4',
      '- Deleted after 30 seconds without people',
      '- Category: <#7>; when that is full, <#8>, then <#9>',
      '- Permissions copied from: the source',
      '- At most 1 breakout at a time',
    ]);
  });

  it('AC-05 names each missing permission and its place', () => {
    const text = messages.missingPermissions([
      { permission: 'MoveMembers', channelId: '1' },
      { permission: 'Connect', channelId: '2' },
      { permission: 'ManageChannels', channelId: '1' },
    ]);
    expect(text).to.include('- in <#1>: **Move Members**, **Manage Channels**\n- in <#2>: **Connect**\n');
  });

  it('AC-02 counts channels and people in words', () => {
    expect(messages.disable.confirm('5', 1, 2)).to.include('1 breakout channel, with 2 people in them');
    expect(messages.disable.doneDeleted('5', 2, 1)).to.include(
      '2 breakout channels were deleted. 1 breakout channel could',
    );
  });

  it('AC-14 never names a moment before the one at which a member is admitted', () => {
    expect(messages.toMember.heldBack('user', '5', 10_001)).to.include('<t:11:R>');
  });

  it('RL-05 keeps every answer within what Discord takes, for the worst input', () => {
    const id = '9'.repeat(20);
    const worst = '*'.repeat(6000);
    const settings = newSettings({
      pattern: worst,
      categoryId: id,
      fallbackCategoryIds: [id, id],
      templateChannelId: id,
      maxBreakouts: 499,
    });
    const answers = [
      messages.enabled(id, settings),
      messages.updated(id, settings),
      messages.patternRefused('too-long', worst, worst),
      messages.patternRefused('empty', worst, ''),
      messages.refused({ reason: 'has-role', plugin: worst, role: worst }, id),
    ];
    for (const answer of answers) expect(answer.length).to.be.at.most(CONTENT_LIMIT);
  });

  it('FW-43 keeps audit-log reasons in one line and within 512 characters', () => {
    const reason = messages.auditReason.created('a\nb', '🎮'.repeat(400));
    expect(reason.startsWith('Autochannel: breakout for a b, who joined 🎮')).to.equal(true);
    expect(reason.length).to.be.at.most(512);
    expect(reason.isWellFormed()).to.equal(true);
  });
});
