import { expect } from 'chai';
import { GatewayIntentBits } from 'discord.js';
import type { GuildHandle } from 'roomkeeper/sandbox';
import { Stage, type StageOptions } from '../../support/stage.js';

const APPLICATION = 'GET /applications/@me';

describe('HB-25 intents that are optional', () => {
  let stage: Stage;
  let guild: GuildHandle;

  async function start(options: StageOptions): Promise<void> {
    stage = await Stage.set(options, ({ sandbox }) => {
      guild = sandbox.addGuild({ name: 'G' });
      guild.addChannel({ name: 'text', type: 0 });
    });
  }
  afterEach(() => stage.strike());

  async function status(): Promise<string> {
    const answer = await guild.owner.slash('status');
    await stage.settle();
    return answer.replies.at(-1)?.api.content ?? '(nothing)';
  }

  const hasPresences = (): boolean =>
    stage.bot.client?.options.intents.has(GatewayIntentBits.GuildPresences) ?? expect.fail('no client');
  const warnings = (): string[] => stage.log.filter(({ level }) => level === 'warn').map(({ message }) => message);

  it('HB-25 one that is switched on is asked for, and nothing is said', async () => {
    await start({ config: { plugins: ['hub'] } });
    expect(hasPresences()).to.equal(true);
    expect(stage.sandbox.gateway.identifies).to.equal(1);
    expect(await status()).to.not.include('switched off');
    expect(warnings()).to.deep.equal([]);
  });

  it('HB-25 without it the bot starts at its first try, and says what is missing in the log and in /status', async () => {
    await start({ config: { plugins: ['hub'] }, sandbox: { privilegedIntents: [] } });
    expect(hasPresences()).to.equal(false);
    expect(stage.sandbox.gateway.identifies).to.equal(1);
    const missing = 'Rooms are not named after games';
    expect(await status())
      .to.include('**Presence Intent** is switched off')
      .and.include(missing)
      .and.include('discord.com/developers');
    expect(warnings().filter((line) => line.includes('"Presence Intent"') && line.includes(missing))).to.have.length(1);
  });

  it('HB-25 other switches do not count', async () => {
    await start({
      config: { plugins: ['hub'] },
      sandbox: { privilegedIntents: ['GuildMembers', 'MessageContent'] },
    });
    expect(hasPresences()).to.equal(false);
  });

  it('HB-25 Discord is not asked when no plugin has optional intents', async () => {
    await start({ config: { plugins: ['autochannel'] }, sandbox: { privilegedIntents: [] } });
    expect(stage.sandbox.calls(APPLICATION)).to.deep.equal([]);
    expect(await status()).to.not.include('switched off');
  });

  it('FW-08 a start without an answer to the question ends with a clear error', async () => {
    await start({ config: { plugins: ['hub'] }, withoutBot: true });
    stage.sandbox.faults.add({ operation: APPLICATION, answer: 'drop' });
    const error = await stage.startBot().then(
      () => expect.fail('it started'),
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', 'UNREACHABLE');
  });

  it('FW-08 a token that is refused at the question is a bad token', async () => {
    await start({ config: { plugins: ['hub'] }, withoutBot: true });
    stage.sandbox.faults.add({ operation: APPLICATION, answer: { status: 401 } });
    const error = await stage.startBot().then(
      () => expect.fail('it started'),
      (reason: unknown) => reason,
    );
    expect(error).to.have.property('code', 'BAD_TOKEN');
  });
});
