import { expect } from 'chai';
import { operations } from '../operations/all.js';
import { faults } from './all.js';
import { FaultStages } from './fault-stages.js';
import { complaint, isWell, nameOf } from './table.js';

const CREATE = 'POST /guilds/{guild_id}/channels';
const MOVE = 'PATCH /guilds/{guild_id}/members/{user_id}';
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
  // Discord's word that a channel is unknown was taken for its end, though the bot still saw it.
  ['autochannel: a breakout is made', '404/10003', MOVE, 1],
  // Nobody looked again at people who had waited while the database was away.
  ['autochannel: a source is made, with somebody in it', 'database refuses', ANSWER, 1],
  // Rooms stayed pending, and hubs without their channels, until the next start.
  ['hub: a hub becomes a room', 'database refuses', CREATE, 1],
  ['hub: a hub becomes a room', 'database refuses', EDIT, 1],
  ['hub: a hub becomes a room', 'database restarts', CREATE, 2],
  // The room got no text channel for good.
  ['hub: a hub becomes a room', '429 long', CREATE, 2],
  // What the database had carried out without saying so was in no copy in memory.
  ['hub: a channel becomes a hub, with somebody in it', 'database refuses', ANSWER, 1],
  // The new channel was claimed before it was stored.
  ['hub: a hub is made with a channel of its own', 'database refuses', CREATE, 1],
  // Overwrites that Discord refused once stayed as they were until the next change of the room.
  ['hub: a member joins', '403/50013', PUT_OVERWRITE, 1],
  // Who clicked saw "thinking" for ever, since the answer came after the deferral.
  ['hub: a room is unlocked', '429 long', ANSWER, 1],
  // The text kept its old name, and nobody was told.
  ['hub: a room is renamed', '403/50013', EDIT, 2],
  // That the old panel was deleted was held against the new one, whose row had been stored without an answer.
  ['panel: a panel that somebody deleted is made anew with the next change', 'write unanswered', SAY, 1],
  // The button was there, and nobody knew which message it was: the next one was posted besides.
  ['panel: a sticky comes with the first message', 'answer lost', SAY, 1],
  ['panel: a sticky comes with the first message', 'database refuses', SAY, 1],
  ['panel: a sticky moves below what was said', 'database restarts', UNSAY, 1],
  // Nobody looked for the message of the menu until the next start.
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
