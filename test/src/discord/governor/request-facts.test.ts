import { expect } from 'chai';
import { requestFacts } from '../../../../src/discord/governor/request-facts.js';

const GUILD = '111111111111111111';
const CHANNEL = '222222222222222222';
const APPLICATION = '333333333333333333';
const OTHER = '444444444444444444';

const known = {
  guildOf: (channelId: string) => (channelId === CHANNEL ? GUILD : null),
  applicationId: () => APPLICATION,
};

describe('RL-07 what a request is about', () => {
  const table: readonly (readonly [string, string, string, string | null])[] = [
    ['POST', `/interactions/${OTHER}/token/callback`, 'answer', null],
    ['PATCH', `/webhooks/${APPLICATION}/token/messages/@original`, 'answer', null],
    ['DELETE', `/webhooks/${APPLICATION}/token/messages/@original`, 'answer', null],
    ['POST', `/webhooks/${APPLICATION}/token`, 'answer', null],
    ['POST', `/webhooks/${OTHER}/token`, 'ordinary', null],
    ['GET', '/gateway/bot', 'vital', null],
    ['DELETE', `/channels/${CHANNEL}`, 'deletion', GUILD],
    ['DELETE', `/channels/${CHANNEL}/messages/${OTHER}`, 'deletion', GUILD],
    ['PATCH', `/channels/${CHANNEL}`, 'ordinary', GUILD],
    ['PATCH', `/channels/${OTHER}`, 'ordinary', null],
    ['GET', `/channels/${CHANNEL}/messages?limit=100`, 'ordinary', GUILD],
    ['POST', `/guilds/${GUILD}/channels`, 'ordinary', GUILD],
    ['patch', `/guilds/${GUILD}/members/${OTHER}`, 'ordinary', GUILD],
    ['PUT', `/applications/${APPLICATION}/guilds/${GUILD}/commands`, 'ordinary', GUILD],
    ['DELETE', `/users/@me/guilds/${GUILD}`, 'deletion', GUILD],
    ['PUT', `/applications/${APPLICATION}/commands`, 'ordinary', null],
    ['GET', '/users/@me', 'ordinary', null],
  ];
  for (const [method, path, urgency, guildId] of table) {
    it(`RL-07 ${method} ${path}: ${urgency}, ${guildId === null ? 'no guild' : 'of a guild'}`, () => {
      for (const base of ['https://discord.com/api/v10', 'http://127.0.0.1:1234/api/v10']) {
        expect(requestFacts(method, base + path, known)).to.include({ urgency, guildId });
      }
    });
  }
});
