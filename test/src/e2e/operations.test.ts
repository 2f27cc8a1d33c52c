import { expect } from 'chai';
import { Routes } from 'discord.js';
import { fetchPage, metricIn, operationsAddress } from '../../support/pages.js';
import { query } from '../../support/database.js';
import { SourceScene } from '../../support/source-scene.js';

describe('FW-61 health and metrics of a running bot', () => {
  let scene: SourceScene;
  let address: string;

  before(async () => {
    scene = await SourceScene.set({
      config: { plugins: ['autochannel', 'hub', 'trigger'] },
      env: { METRICS_PORT: '0' },
    });
    address = operationsAddress(scene.stage.log);
  });
  after(() => scene.stage.strike());

  const metrics = async (): Promise<string> => (await fetchPage(address, '/metrics')).text;
  const readiness = async () => {
    const { status, text } = await fetchPage(address, '/readyz');
    return { status, reasons: (JSON.parse(text) as { reasons: { what: string; why: string }[] }).reasons };
  };

  it('FW-61 /healthz says that it lives, /readyz that it works', async () => {
    const { status, text } = await fetchPage(address, '/healthz');
    expect(status).to.equal(200);
    expect(JSON.parse(text)).to.include({ status: 'alive' });
    expect(await readiness()).to.deep.equal({ status: 200, reasons: [] });
  });

  it('FW-61 events, requests, channels, guilds and the process itself are counted', async () => {
    const before = await metrics();
    const series = (text: string) => ({
      joins: metricIn(text, 'roomkeeper_events_total{type="VOICE_STATE_UPDATE"}') ?? 0,
      created:
        metricIn(text, 'roomkeeper_rest_requests_total{method="POST",route="/guilds/:id/channels",status="201"}') ?? 0,
      posts: metricIn(text, 'roomkeeper_rest_request_seconds_count{method="POST"}') ?? 0,
      breakouts: metricIn(text, 'roomkeeper_tracked_channels{plugin="autochannel",role="breakout"}') ?? 0,
    });
    await scene.breakoutOf(scene.ada);
    const text = await metrics();
    const [old, now] = [series(before), series(text)];
    // She joins, and is moved.
    expect(now.joins - old.joins).to.equal(2);
    expect(now.created - old.created).to.equal(1);
    expect(now.posts - old.posts).to.equal(1);
    expect(now.breakouts - old.breakouts).to.equal(1);
    expect(metricIn(text, 'roomkeeper_tracked_channels{plugin="autochannel",role="source"}')).to.equal(1);
    expect(metricIn(text, 'roomkeeper_guilds{available="true"}')).to.equal(1);
    expect(metricIn(text, 'roomkeeper_shard_up{shard="0"}')).to.equal(1);
    expect(metricIn(text, 'roomkeeper_queued_work')).to.equal(0);
    expect(metricIn(text, 'process_resident_memory_bytes')).to.be.greaterThan(10_000_000);
    expect(text).to.include('nodejs_eventloop_lag_p99_seconds').and.include('roomkeeper_info{version="');
  });

  it('FW-61 requests that fail are counted by what was answered', async () => {
    const { sandbox, bot } = scene.stage;
    const ask = (): Promise<unknown> | undefined => bot.client?.rest.get(Routes.channel(scene.news.id));
    const operation = 'GET /channels/{channel_id}';
    for (const answer of [{ status: 403, code: 50_001 }, 'drop'] as const) {
      const mend = sandbox.faults.add({ operation, answer });
      await ask()?.then(
        () => expect.fail('it was answered'),
        () => undefined,
      );
      mend();
    }
    await ask();
    const text = await metrics();
    // What gets no answer is asked three times.
    for (const [status, times] of Object.entries({ 403: 1, none: 3, 200: 1 })) {
      const series = `roomkeeper_rest_requests_total{method="GET",route="/channels/:id",status="${status}"}`;
      expect(metricIn(text, series), status).to.equal(times);
    }
    expect(metricIn(text, 'roomkeeper_rest_refusals{status="403"}')).to.equal(1);
    for (const name of ['rest_waiting', 'rest_held_back', 'paused_guilds'])
      expect(metricIn(text, `roomkeeper_${name}`), name).to.equal(0);
  });

  it('FW-61 jobs are counted, and how late deadlines were', async () => {
    const breakout = await scene.breakoutOf(scene.cleo);
    scene.cleo.leave();
    await scene.stage.settle();
    const delayed = metricIn(await metrics(), 'roomkeeper_jobs{state="delayed"}') ?? 0;
    expect(delayed).to.be.at.least(1);
    await scene.stage.pass(30);
    expect(scene.exists(breakout)).to.equal(false);
    const text = await metrics();
    const task = 'task="autochannel.wake-breakout"';
    const woken = metricIn(text, `roomkeeper_deadline_lateness_seconds_count{${task}}`) ?? 0;
    expect(woken).to.be.at.least(1);
    // The clock stands still while anything happens.
    expect(metricIn(text, `roomkeeper_deadline_lateness_seconds_bucket{${task},le="0.01"}`)).to.equal(woken);
    expect(metricIn(text, 'roomkeeper_jobs{state="delayed"}')).to.be.lessThan(delayed);
  });

  it('FW-61 plugins have metrics of their own', async () => {
    const text = await metrics();
    expect(metricIn(text, 'roomkeeper_hub_rename_budget_used{edits="0"}')).to.equal(0);
    expect(metricIn(text, 'roomkeeper_hub_names_waiting')).to.equal(0);
    expect(metricIn(text, 'roomkeeper_trigger_match_seconds_count')).to.equal(0);
  });

  it('RL-08 nothing secret is among them, nor an id of anybody', async () => {
    const answer = await scene.guild.owner.slash('status');
    await answer.response();
    const text = await metrics();
    expect(text).to.include('/interactions/:id/:token/callback');
    const { token } = scene.stage.sandbox;
    for (const secret of [token, scene.guild.id, scene.ada.id, new URL(scene.stage.database.url).password]) {
      expect(text).to.not.include(secret);
    }
  });

  it('FW-61 without its gateway it is not ready, and says so', async () => {
    const { gateway } = scene.stage.sandbox;
    gateway.cut({ resumable: true });
    await scene.stage.sandbox.until(async () => (await readiness()).status === 503, { timeout: 5000 });
    await scene.stage.sandbox.until(async () => (await readiness()).status === 200, { timeout: 15_000 });
  });

  it('FW-61 without its database it is not ready, and is again when that is back', async () => {
    const { pathname } = new URL(scene.stage.database.url);
    const server = Object.assign(new URL(scene.stage.database.url), { pathname: '/postgres' }).href;
    const name = pathname.slice(1);
    await query(server, `alter database "${name}" allow_connections false`);
    await query(server, 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    const { status, reasons } = await readiness();
    expect([status, reasons.map(({ what }) => what)]).to.deep.equal([503, ['database']]);
    expect((await fetchPage(address, '/healthz')).status).to.equal(200);
    await query(server, `alter database "${name}" allow_connections true`);
    expect((await readiness()).status).to.equal(200);
  });
});
