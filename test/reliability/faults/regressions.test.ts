import { expect } from 'chai';
import { operations } from '../operations/all.js';
import { faults } from './all.js';
import { FaultStages } from './fault-stages.js';
import { complaint, isWell, nameOf } from './table.js';

const CREATE = 'POST /guilds/{guild_id}/channels';
const EDIT = 'PATCH /channels/{channel_id}';
const ANSWER = 'POST /interactions/{interaction_id}/{interaction_token}/callback';
const SAY = 'POST /channels/{channel_id}/messages';
const UNSAY = 'DELETE /channels/{channel_id}/messages/{message_id}';
const PUT_OVERWRITE = 'PUT /channels/{channel_id}/permissions/{overwrite_id}';

/** How long one may take on a busy machine, in real milliseconds. */
const LIMIT = 240_000;

/** What once went wrong: the operation, the fault, and the call that met it. */
const found: readonly [operation: string, fault: string, call: string, ordinal: number][] = [
  // The channel was claimed before it was stored, so that its own row did not find it.
  ['autochannel: a breakout is made', 'database refuses', CREATE, 1],
  ['autochannel: a breakout is made', 'database restarts', CREATE, 1],
  // Nobody looked again at people who had waited while the database was away.
  ['autochannel: a source is made, with somebody in it', 'database refuses', ANSWER, 1],
  // Rooms stayed pending, and hubs without their channels, until the next start.
  ['hub: a hub becomes a room', 'database refuses', CREATE, 1],
  ['hub: a hub becomes a room', 'database refuses', EDIT, 1],
  ['hub: a hub becomes a room', 'database restarts', CREATE, 2],
  // Overwrites that Discord refused once stayed as they were until the next change of the room.
  ['hub: a member joins', '403/50013', PUT_OVERWRITE, 1],
  // Who clicked saw "thinking" for ever, since the answer came after the deferral.
  ['hub: a room is unlocked', '429 long', ANSWER, 1],
  // The text kept its old name, and nobody was told.
  ['hub: a room is renamed', '403/50013', EDIT, 2],
  // Nobody looked again for the message of a menu until the next start, or at least at what was left of it.
  ['trigger: a role menu is posted', '500', SAY, 1],
  ['trigger: a role menu is posted', '502', SAY, 1],
  ['trigger: a role menu is posted', 'time-out', SAY, 1],
  ['trigger: a role menu is posted', 'dropped', SAY, 1],
  ['trigger: a role menu is posted', 'answer lost', SAY, 1],
  // The message was deleted, and its menu stayed.
  ['trigger: a role menu is deleted', 'database refuses', UNSAY, 1],
  ['trigger: a role menu is deleted', 'database restarts', UNSAY, 1],
  // Each moment of ten minutes was spoken of at their end.
  ['trigger: an interval comes round', '429 long', SAY, 1],
];

describe('RL-02 what faults have once done', function regressions() {
  this.timeout(LIMIT);
  const stages = new FaultStages();

  after(() => stages.strike());

  for (const [name, faultName, call, ordinal] of found) {
    it(`RL-02 ${name}; ${faultName} at ${call} #${ordinal}: all is in order in the end`, async () => {
      const operation = operations.find((one) => nameOf(one) === name);
      const fault = faults.find((one) => one.name === faultName);
      if (!operation || !fault) throw new Error(`There is no ${name}, or no ${faultName}`);
      const cell = await stages.disturbed(operation, fault, { operation: call, ordinal });
      expect(isWell(cell) ? null : complaint(cell)).to.equal(null);
    });
  }
});
