import { expect } from 'chai';
import { PermissionFlagsBits as Bits } from 'discord.js';
import type { Person, RoleRecord } from 'roomkeeper/sandbox';
import type { RoleMode } from '../../../../../plugins/trigger/domain/action.js';
import { AdminScene } from '../../services/admin-scene.js';
import { GIVE_ROLE, MEMBER, TAKE_ROLE, type TriggerScene } from '../../scene.js';

describe('TR-27 a role that has grown dangerous since its action was made', () => {
  let admins: AdminScene;
  let scene: TriggerScene;

  beforeEach(async () => {
    admins = await AdminScene.set();
    ({ scene } = admins);
    await admins.let(Bits.ManageGuild | Bits.ManageRoles);
  });

  afterEach(() => scene.stage.strike());

  /** An action of Ada's, who is no owner, with a trigger on "me". */
  async function adas(mode: RoleMode = 'add') {
    const action = await admins.admin.actions.create(await admins.ada(), {
      name: 'Red',
      kind: 'role',
      roleId: scene.red.id,
      mode,
    });
    return scene.givenTrigger({ on: 'matches', parameter: 'me', actionId: action.id, ownerId: scene.ada.id });
  }

  async function grown(role: RoleRecord = scene.red): Promise<void> {
    scene.olga.editRole(role, { permissions: Bits.BanMembers });
    await scene.stage.settle();
    scene.sandbox.clearCalls();
  }

  const holds = ({ member }: Person): boolean => [...member.roles].includes(scene.red.id);

  it('TR-27 is not handed out by an action of somebody who may not give it, after one request', async () => {
    const trigger = await adas();
    await grown();
    await scene.says(scene.ben, 'me');
    expect(holds(scene.ben)).to.equal(false);
    expect(scene.calls().map(({ operation }) => operation)).to.deep.equal([MEMBER]);
    const history = await scene.history(trigger);
    expect(history?.last_error).to.match(/Red has moderator permissions now/);
    expect(history?.failures).to.equal(1);
  });

  it('TR-27 five of them in a row switch the trigger off, and its owner is told', async () => {
    const trigger = await adas();
    await grown();
    for (let time = 0; time < 6; time += 1) await scene.says(scene.ben, 'me');
    expect(await scene.history(trigger)).to.include({ enabled: false, runs: 5 });
    expect(scene.notices).to.have.length(1);
    expect(scene.notices[0])
      .to.include(`<@${scene.ada.id}>`)
      .and.to.match(/moderator permissions/);
    expect(scene.calls(GIVE_ROLE)).to.deep.equal([]);
  });

  it('TR-27 is handed out as long as its giver holds the same power and stands above it', async () => {
    await adas();
    await admins.let(Bits.ManageGuild | Bits.ManageRoles | Bits.BanMembers);
    await grown();
    await scene.says(scene.ben, 'me');
    expect(holds(scene.ben)).to.equal(true);
    scene.olga.takeRole(scene.ada, admins.managers);
    await scene.says(scene.cleo, 'me');
    expect(holds(scene.cleo)).to.equal(false);
  });

  it('TR-27 is not handed out once its giver has left, and an outage counts for nothing', async () => {
    const trigger = await adas();
    await admins.let(Bits.Administrator);
    await grown();
    scene.sandbox.faults.add({ operation: MEMBER, times: 10, answer: { status: 503 } });
    await scene.says(scene.ben, 'me');
    await scene.stage.pass(60);
    expect([holds(scene.ben), (await scene.history(trigger))?.failures]).to.deep.equal([false, 0]);
    scene.sandbox.faults.clear();
    scene.olga.kick(scene.ada);
    await scene.stage.settle();
    await scene.says(scene.ben, 'me');
    expect([holds(scene.ben), (await scene.history(trigger))?.failures]).to.deep.equal([false, 1]);
  });

  it('TR-27 may still be taken away, and a toggle takes it but does not give it', async () => {
    await adas('toggle');
    scene.olga.giveRole(scene.ben, scene.red);
    await grown();
    await scene.says(scene.ben, 'me');
    expect(holds(scene.ben)).to.equal(false);
    await scene.says(scene.ben, 'me');
    expect(holds(scene.ben)).to.equal(false);
    expect([scene.calls(TAKE_ROLE).length, scene.calls(GIVE_ROLE).length]).to.deep.equal([1, 0]);
  });

  it('TR-27 is handed out again when somebody who may give it saves the action', async () => {
    await adas();
    await grown();
    await admins.admin.actions.edit(await admins.olga(), 'Red', { mode: 'add' });
    scene.sandbox.clearCalls();
    await scene.says(scene.ben, 'me');
    expect(holds(scene.ben)).to.equal(true);
    expect(scene.calls(MEMBER)).to.deep.equal([]);
  });

  it('TR-27 whoever chose the role vouches for it, though the action was once another’s', async () => {
    await admins.admin.actions.create(await admins.olga(), { name: 'Any', kind: 'role', roleId: scene.blue.id });
    const { id } = await admins.admin.actions.edit(await admins.ada(), 'Any', { roleId: scene.red.id });
    await scene.givenTrigger({ on: 'matches', parameter: 'me', actionId: id });
    await grown();
    await scene.says(scene.ben, 'me');
    expect(holds(scene.ben)).to.equal(false);
  });
});
