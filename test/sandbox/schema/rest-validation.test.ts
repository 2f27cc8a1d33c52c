import { expect } from 'chai';
import { operations, schemaFor } from '../../../sandbox/schema/operations.js';
import { faultsOfAnswer, InvalidRequestError, validateRequest } from '../../../sandbox/schema/rest-validation.js';
import { Moderator } from '../../../sandbox/people/moderator-acts.js';
import type { Route } from '../../../sandbox/rest/route.js';
import { World } from '../../../sandbox/store/world.js';
import { ManualClock } from '../../../sandbox/clock.js';
import { Running } from '../running.js';

const world = new World(new ManualClock());
const createChannel = 'POST /guilds/{guild_id}/channels';
const createMessage = 'POST /channels/{channel_id}/messages';
const callback = 'POST /interactions/{interaction_id}/{interaction_token}/callback';

function faults(operation: string, body: unknown, params: Record<string, string> = {}): readonly string[] {
  const ids = Object.fromEntries((operations[operation]?.snowflakes ?? []).map((name) => [name, '1']));
  try {
    validateRequest(world, { operation, params: { ...ids, ...params }, body });
    return [];
  } catch (error) {
    if (error instanceof InvalidRequestError) return error.lines;
    throw error;
  }
}

const row = (components: unknown[]) => ({ type: 1, components });
const button = { type: 2, style: 1, custom_id: 'a', label: 'A' };

const accepted: readonly [string, string, unknown][] = [
  [
    'a voice channel with overwrites',
    createChannel,
    { name: 'R', type: 2, permission_overwrites: [{ id: '1', type: 0, allow: '1024', deny: '0' }] },
  ],
  ['a field that Discord does not know', createMessage, { content: 'x', enforce_nonce: false, someField: 1 }],
  [
    'a Components V2 container',
    createMessage,
    { flags: 32_768, components: [{ type: 17, components: [{ type: 10, content: 'x' }, row([button])] }] },
  ],
  ['a reply', callback, { type: 4, data: { content: 'x', flags: 64 } }],
  ['a deferral', callback, { type: 5 }],
  ['an autocomplete', callback, { type: 8, data: { choices: [{ name: 'a', value: 'a' }] } }],
  [
    'a modal',
    callback,
    {
      type: 9,
      data: { title: 'T', custom_id: 'm', components: [row([{ type: 4, custom_id: 'i', style: 1, label: 'L' }])] },
    },
  ],
  ['a move out of voice', 'PATCH /guilds/{guild_id}/members/{user_id}', { channel_id: null }],
  ['bits as digits', 'PUT /channels/{channel_id}/permissions/{overwrite_id}', { type: 0, allow: '8', deny: '0' }],
  ['no body where all is optional', 'PUT /guilds/{guild_id}/bans/{user_id}', undefined],
];

const rejected: readonly [string, string, unknown, string][] = [
  ['no name', createChannel, { type: 2 }, 'name: This field is required [BASE_TYPE_REQUIRED]'],
  [
    'a name of 101 characters',
    createChannel,
    { name: 'x'.repeat(101) },
    'name: Must be 100 or fewer in length. [BASE_TYPE_MAX_LENGTH]',
  ],
  [
    'channel type 99',
    createChannel,
    { name: 'x', type: 99 },
    'type: Value must be one of {0, 2, 4, 5, 13, 14, 15}. [BASE_TYPE_CHOICES]',
  ],
  [
    'an id that is none',
    createChannel,
    { name: 'x', parent_id: 'abc' },
    'parent_id: Value "abc" is not snowflake. [NUMBER_TYPE_COERCE]',
  ],
  [
    'a number as text',
    createChannel,
    { name: 'x', user_limit: 'many' },
    'user_limit: Value "many" is not int. [NUMBER_TYPE_COERCE]',
  ],
  [
    '4001 characters',
    createMessage,
    { content: 'x'.repeat(4001) },
    'content: Must be 4000 or fewer in length. [BASE_TYPE_MAX_LENGTH]',
  ],
  [
    'a text display without text',
    createMessage,
    { components: [{ type: 10 }] },
    'components.0.content: This field is required [BASE_TYPE_REQUIRED]',
  ],
  [
    'six buttons in a row',
    createMessage,
    { components: [row(Array.from({ length: 6 }, () => button))] },
    'components.0.components: Must be 5 or fewer in length. [BASE_TYPE_MAX_LENGTH]',
  ],
  [
    'a button with a long id',
    createMessage,
    { components: [row([{ ...button, custom_id: 'x'.repeat(101) }])] },
    'components.0.components.0.custom_id: Must be 100 or fewer in length. [BASE_TYPE_MAX_LENGTH]',
  ],
  [
    'callback type 99',
    callback,
    { type: 99 },
    '(body): Value of field "type" must be one of (8, 4, 5, 12, 9, 1, 13, 6, 7). [UNION_TYPE_CHOICES]',
  ],
  [
    'bulk delete of one message',
    'POST /channels/{channel_id}/messages/bulk-delete',
    {},
    'messages: This field is required [BASE_TYPE_REQUIRED]',
  ],
];

describe('sandbox REST validation', () => {
  it('SB-06 has a schema for every operation of Discord', () => {
    for (const { body, answers } of Object.values(operations)) {
      for (const notation of [body, ...Object.values(answers)]) schemaFor(notation);
    }
    expect(Object.keys(operations).length).to.be.greaterThan(200);
  });

  for (const [what, operation, body] of accepted) {
    it(`SB-06 accepts ${what}`, () => expect(faults(operation, body)).to.deep.equal([]));
  }
  for (const [what, operation, body, line] of rejected) {
    it(`SB-06 refuses ${what}, and says which field`, () => expect(faults(operation, body)).to.deep.equal([line]));
  }

  it('SB-06 refuses ids in the path that are none', () => {
    expect(faults(createChannel, { name: 'x' }, { guild_id: 'garden' })).to.deep.equal([
      'guild_id: Value "garden" is not snowflake. [NUMBER_TYPE_COERCE]',
    ]);
  });

  it('SB-06 nests the faults as Discord does', () => {
    try {
      validateRequest(world, {
        operation: createMessage,
        params: { channel_id: '1' },
        body: { components: [{ type: 10 }] },
      });
      expect.fail('accepted');
    } catch (error) {
      expect(error).to.be.instanceOf(InvalidRequestError);
      expect((error as InvalidRequestError).errors).to.deep.equal({
        components: {
          0: { content: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] } },
        },
      });
    }
  });

  it('SB-06 checks answers by their status', () => {
    expect(faultsOfAnswer('GET /gateway', 200, { url: 'ws://127.0.0.1:1/gateway' })).to.deep.equal([]);
    expect(faultsOfAnswer('GET /gateway', 200, {})).to.deep.equal(['url: This field is required [BASE_TYPE_REQUIRED]']);
    expect(faultsOfAnswer('DELETE /channels/{channel_id}/messages/{message_id}', 204, undefined)).to.deep.equal([]);
    expect(faultsOfAnswer('DELETE /channels/{channel_id}/messages/{message_id}', 204, {})).to.have.length(1);
    expect(faultsOfAnswer('GET /gateway', 201, {})[0]).to.contain('status 201');
  });
});

describe('sandbox validation over the wire', () => {
  const wrongAnswer: Route = { method: 'GET', path: '/voice/regions', handle: () => ({ body: [{ id: 7 }] }) };
  let running: Running;

  beforeEach(async () => {
    running = await Running.start({ routes: [wrongAnswer] });
  });
  afterEach(async () => running.stop());

  it('SB-06 answers 400 with 50035 and records the violation of a request', async () => {
    const answer = await running.call('POST', `/guilds/${running.guild.id}/channels`, { json: { type: 2 } });
    expect(answer.status).to.equal(400);
    expect(await answer.json()).to.deep.equal({
      code: 50035,
      message: 'Invalid Form Body',
      errors: { name: { _errors: [{ code: 'BASE_TYPE_REQUIRED', message: 'This field is required' }] } },
    });
    const [violation] = running.sandbox.expectViolations(1);
    expect(violation).to.deep.include({ kind: 'request', subject: createChannel });
    expect(running.sandbox.calls()[0]?.violation).to.equal(violation);
  });

  it('SB-06 knows which kind of channel is edited', async () => {
    const olga = new Moderator(running.sandbox.world, running.guild, running.guild.ownerId);
    const { id } = olga.createChannel({ name: 'x', type: 2 });
    const answer = await running.call('PATCH', `/channels/${id}`, { json: { user_limit: 'many' } });
    expect(answer.status).to.equal(400);
    running.sandbox.expectViolations(1);
  });

  it('SB-06 records an answer of its own that Discord would not give', async () => {
    const answer = await running.call('GET', '/voice/regions');
    expect(answer.status).to.equal(200);
    const [violation] = running.sandbox.expectViolations(1);
    expect(violation).to.include({ kind: 'answer', subject: 'GET /voice/regions' });
    expect(violation?.messages[0]).to.contain('0.id: Could not interpret "7" as string.');
  });

  it('SB-06 does not let an expectation pass that nothing has met', () => {
    expect(() => running.sandbox.expectViolations()).to.throw('0 violation(s)');
  });
});
