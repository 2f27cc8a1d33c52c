import { expect } from 'chai';
import { routeOf } from '../../../src/operations/route.js';

const ID = '1290000000000000001';
const TOKEN = 'aW50ZXJhY3Rpb246MTI5-secret_token';

describe('FW-61 the routes of requests', () => {
  const cases: readonly (readonly [url: string, route: string])[] = [
    [`https://discord.com/api/v10/channels/${ID}/messages/${ID}?limit=5`, '/channels/:id/messages/:id'],
    [`http://127.0.0.1:4000/api/v10/guilds/${ID}/members/@me`, '/guilds/:id/members/@me'],
    [`http://127.0.0.1:4000/api/v10/channels/${ID}/messages/bulk-delete`, '/channels/:id/messages/bulk-delete'],
    ['http://127.0.0.1:4000/api/v10/gateway/bot', '/gateway/bot'],
    [`https://discord.com/api/v10/interactions/${ID}/${TOKEN}/callback`, '/interactions/:id/:token/callback'],
    [`https://discord.com/api/v10/interactions/${ID}/lowercase/callback`, '/interactions/:id/:token/callback'],
    [
      `https://discord.com/api/v10/webhooks/${ID}/${TOKEN}/messages/@original`,
      '/webhooks/:id/:token/messages/@original',
    ],
    [
      `https://discord.com/api/v10/channels/${ID}/messages/${ID}/reactions/%F0%9F%91%8D/@me`,
      '/channels/:id/messages/:id/reactions/:emoji/@me',
    ],
    [
      `https://discord.com/api/v10/channels/${ID}/messages/${ID}/reactions/wave/@me`,
      '/channels/:id/messages/:id/reactions/:emoji/@me',
    ],
    ['https://discord.com/api/v10/invites/hello', '/invites/:code'],
    [`https://discord.com/api/v10/guilds/${ID}/Some_Thing`, '/guilds/:id/:value'],
    ['not a url at all', ':value'],
    ['', ''],
  ];
  for (const [url, route] of cases) {
    it(`FW-61 a request to "${url}" counts as one to "${route}"`, () => {
      expect(routeOf(url)).to.equal(route);
    });
  }

  it('RL-08 no token comes through, wherever it stands', () => {
    for (const path of [`/a/${TOKEN}`, `/${TOKEN}/b`, `/webhooks/${ID}/${TOKEN}?wait=${TOKEN}`, `/x#${TOKEN}`]) {
      expect(routeOf(`https://discord.com/api/v10${path}`), path).to.not.include(TOKEN);
    }
  });
});
