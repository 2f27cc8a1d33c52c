import { expect } from 'chai';
import { CLEANING_BATCH, GRANT_KEPT_MS } from '../../../../plugins/trigger/domain/lifetime.js';
import { saying, TriggerScene } from '../scene.js';

const MINUTE = 60;

describe('trigger: cleaning', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set({ config: { scheduling: { sweepInterval: 86_400 } } });
    await scene.stage.pass(0);
  });
  afterEach(() => scene.stage.strike());

  const until = (seconds: number): number => scene.stage.clock.now() + seconds * 1000;
  const names = async (): Promise<string[]> =>
    (await scene.rows<{ name: string }>('select name from trigger_triggers order by id')).map(({ name }) => name);
  const given = async (name: string, persistence: Parameters<TriggerScene['givenTrigger']>[0]['persistence']) => {
    const { id: actionId } = await scene.givenAction(saying(name));
    return scene.givenTrigger({ on: 'contains', parameter: name, name, actionId, ...(persistence && { persistence }) });
  };

  it('TR-03 every five minutes what has expired is deleted, and nothing else', async () => {
    await given('for ever', undefined);
    await given('temporary', { kind: 'temporary', expiresAt: until(60) });
    await given('oneshot', { kind: 'oneshot', expiresAt: until(61) });
    await given('later', { kind: 'temporary', expiresAt: until(6 * MINUTE) });
    await scene.stage.pass(5 * MINUTE - 1);
    expect(await names()).to.have.length(4);
    await scene.stage.pass(1);
    expect(await names()).to.deep.equal(['for ever', 'later']);
    const known = scene.parts.catalogue.known(scene.guild.id);
    expect(known?.triggers.map(({ name }) => name)).to.deep.equal(['for ever', 'later']);
    await scene.stage.pass(5 * MINUTE);
    expect(await names()).to.deep.equal(['for ever']);
    expect(scene.calls()).to.deep.equal([]);
  });

  it('TR-03 after downtime it is deleted at once', async () => {
    await given('temporary', { kind: 'temporary', expiresAt: until(60) });
    await scene.stage.stopBot();
    await scene.stage.clock.advance(3_600_000);
    await scene.stage.startBot();
    await scene.stage.pass(0);
    expect(await names()).to.deep.equal([]);
  });

  it('TR-03 more than one batch, and blacklist entries that have ended', async () => {
    const { id: actionId } = await given('for ever', undefined);
    await scene.rows(
      `insert into trigger_triggers (guild_id, name, name_key, scope, condition, parameter, case_sensitive, persistence,
         expires_at, requirements, cooldowns, action_id, enabled, owner_id, created_at)
       select guild_id, 'n' || n, 'n' || n, scope, condition, parameter, case_sensitive, 'temporary',
         to_timestamp(${until(1) / 1000}), requirements, cooldowns, ${actionId}, true, owner_id, created_at
       from trigger_triggers, generate_series(1, ${CLEANING_BATCH + 7}) n`,
    );
    await scene.givenBlacklisted(scene.ada, { until: until(2) });
    await scene.givenBlacklisted(scene.ben, { until: until(3600) });
    await scene.givenBlacklisted(scene.cleo);
    await scene.stage.pass(5 * MINUTE);
    expect(await names()).to.deep.equal(['for ever']);
    const entries = await scene.rows<{ user_id: string }>('select user_id::text from trigger_blacklist order by id');
    expect(entries.map((row) => row.user_id)).to.deep.equal([scene.ben.id, scene.cleo.id]);
    expect((await scene.parts.catalogue.of(scene.guild.id)).blacklist).to.have.length(2);
  });

  it('TR-03 a guild without anything expired is not read anew', async () => {
    await given('for ever', undefined);
    const before = await scene.parts.catalogue.of(scene.guild.id);
    await scene.stage.pass(15 * MINUTE);
    expect(scene.parts.catalogue.known(scene.guild.id)).to.equal(before);
  });

  it('TR-03 old grants of roles that are in no group go, others stay', async () => {
    await scene.givenGroup({ roleIds: [scene.red.id] });
    const old = scene.stage.clock.now() - GRANT_KEPT_MS - 1;
    const grant = (role: { readonly id: string }, at: number) =>
      scene.rows(
        `insert into trigger_grants values (${scene.guild.id}, ${scene.ada.id}, ${role.id}, to_timestamp(${at / 1000}))`,
      );
    await grant(scene.red, old);
    await grant(scene.blue, old);
    await grant(scene.green, old + 3_600_000);
    await scene.stage.pass(5 * MINUTE);
    const left = await scene.rows<{ role_id: string }>('select role_id::text from trigger_grants');
    expect(left.map((row) => row.role_id).toSorted()).to.deep.equal([scene.red.id, scene.green.id].toSorted());
  });

  it('TR-03 cleaning that fails is done the next time', async () => {
    await given('temporary', { kind: 'temporary', expiresAt: until(60) });
    await scene.rows('alter table trigger_triggers rename column name_key to hidden');
    await scene.stage.pass(5 * MINUTE);
    await scene.rows('alter table trigger_triggers rename column hidden to name_key');
    await scene.stage.pass(5 * MINUTE);
    expect(await names()).to.deep.equal([]);
  });

  it('TR-03 the sweep finds a cleaning that is lost, also by a blacklist entry alone, and none for what is fresh', async () => {
    await scene.givenBlacklisted(scene.ada, { until: until(2) });
    await scene.givenBlacklisted(scene.cleo);
    const late = async (seconds: number) =>
      (await scene.parts.cleaner.overdue(new Date(until(seconds)))).map(({ task }) => task);
    expect(await late(9 * MINUTE)).to.deep.equal([]);
    expect(await late(11 * MINUTE)).to.deep.equal(['trigger.clean']);
  });

  it('TR-03 several full batches over many guilds; one guild that cannot be cleaned holds up no other', async () => {
    const { id: actionId } = await given('for ever', undefined);
    await scene.rows(
      `insert into trigger_triggers (guild_id, name, name_key, scope, condition, parameter, case_sensitive, persistence,
         expires_at, requirements, cooldowns, action_id, enabled, owner_id, created_at)
       select 700000000000000000 + n % 23, 'n' || n, 'n' || n, scope, condition, parameter, case_sensitive, 'temporary',
         to_timestamp(${until(1) / 1000}), requirements, cooldowns, ${actionId}, true, owner_id, created_at
       from trigger_triggers, generate_series(1, ${2 * CLEANING_BATCH + 7}) n`,
    );
    await scene.rows(`create function stuck() returns trigger language plpgsql as
      $$ begin if old.guild_id = 700000000000000000 then raise 'stuck'; end if; return old; end $$`);
    await scene.rows('create trigger stuck before delete on trigger_triggers for each row execute function stuck()');
    await scene.stage.pass(5 * MINUTE);
    const left = await scene.rows<{ guild: string }>('select distinct guild_id::text as guild from trigger_triggers');
    expect(left.map(({ guild }) => guild).toSorted()).to.deep.equal(['700000000000000000', scene.guild.id].toSorted());
    await scene.rows('drop trigger stuck on trigger_triggers');
    await scene.stage.pass(5 * MINUTE);
    expect(await names()).to.deep.equal(['for ever']);
  });
});
