import { expect } from 'chai';
import { erasing, giving, making, purging, reacting, saying, TriggerScene } from '../../scene.js';

interface MadeRow {
  readonly name: string;
  readonly scope: string;
  readonly channel_id: string | null;
  readonly message_id: string | null;
  readonly persistence: string;
  readonly owner_id: string;
  readonly expires_at: Date;
}

describe('TR-24 the create-trigger action', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set({ config: { trigger: { limits: { oneshot: 6, oneshotPerMember: 2 } } } });
  });

  afterEach(() => scene.stage.strike());

  const made = (): Promise<MadeRow[]> =>
    scene.rows<MadeRow>('select * from trigger_triggers where made_by is not null order by id');

  /** Whoever says "open" makes a oneshot that answers "knock" with "Who is there?". */
  async function doors(where: 'server' | 'channel' | 'message' = 'server') {
    const answer = await scene.givenAction(saying('Who is there?'), { name: 'answer' });
    const make = await scene.givenAction(making({ on: 'contains', parameter: 'knock', actionId: answer.id }, where));
    return scene.givenTrigger({ on: 'starts-with', parameter: 'open', actionId: make.id });
  }

  it('TR-24 makes a oneshot of the member who set it off, named after its action', async () => {
    await doors();
    await scene.says(scene.ada, 'open');
    const [row] = await made();
    expect(row).to.include({ name: 'answer', scope: 'server', persistence: 'oneshot', owner_id: scene.ada.id });
    expect(row?.expires_at.getTime()).to.equal(scene.stage.clock.now() + 3_600_000);
    await scene.says(scene.ben, 'knock');
    await scene.says(scene.ben, 'knock');
    expect(scene.said()).to.deep.equal(['Who is there?']);
    expect(await made()).to.deep.equal([]);
  });

  it('TR-24 it does not fire for the event that made it', async () => {
    await doors();
    await scene.says(scene.ada, 'open knock');
    expect(scene.said()).to.deep.equal([]);
    expect(await made()).to.have.length(1);
  });

  it('TR-24 names stay unique', async () => {
    await doors();
    await scene.says(scene.ada, 'open');
    await scene.says(scene.ada, 'open');
    expect((await made()).map(({ name }) => name)).to.deep.equal(['answer', 'answer 2']);
  });

  it('TR-24 can be bound to the channel of the event, a thread counting as its channel', async () => {
    await doors('channel');
    const thread = scene.olga.startThread(scene.rules, { name: 'Talk' });
    await scene.stage.settle();
    await scene.says(scene.ada, 'open', thread);
    expect((await made())[0]).to.include({ scope: 'channel', channel_id: scene.rules.id });
    await scene.says(scene.ben, 'knock');
    expect(scene.said()).to.deep.equal([]);
    await scene.says(scene.ben, 'knock', scene.rules);
    expect(scene.said(scene.rules)).to.deep.equal(['Who is there?']);
  });

  it('TR-24 can be bound to the message of the event', async () => {
    await doors('message');
    const message = await scene.says(scene.ada, 'open');
    expect((await made())[0]).to.include({ scope: 'message', message_id: message.api.id });
    await scene.says(scene.ben, 'knock');
    expect(scene.said()).to.deep.equal([]);
    await scene.says(scene.ben, 'knock', scene.general, { replyTo: message });
    expect(scene.said()).to.deep.equal(['Who is there?']);
  });

  it('TR-31 a member may have so many, and the server so many, and the history says which', async () => {
    const trigger = await doors();
    for (let time = 0; time < 3; time += 1) await scene.says(scene.ada, 'open');
    expect(await made()).to.have.length(2);
    const history = await scene.history(trigger);
    expect(history?.last_error).to.match(/one member may have, 2 of 2 are used/);
    expect(history?.failures).to.equal(0);
    for (const person of [scene.ben, scene.cleo, scene.olga]) {
      await scene.says(person, 'open');
      await scene.says(person, 'open');
    }
    expect(await made()).to.have.length(6);
    expect((await scene.history(trigger))?.last_error).to.match(/of this server, 6 of 6 are used/);
  });

  it('TR-31 the limit holds when many ask at once', async () => {
    await doors();
    for (const person of [scene.ada, scene.ben, scene.cleo, scene.olga])
      for (let time = 0; time < 4; time += 1) person.say(scene.general, 'open');
    await scene.stage.settle();
    const rows = await made();
    expect(rows).to.have.length(6);
    for (const person of [scene.ada, scene.ben, scene.cleo, scene.olga])
      expect(rows.filter(({ owner_id }) => owner_id === person.id).length).to.be.at.most(2);
  });

  it('TR-31 expired ones take no room', async () => {
    await doors();
    await scene.says(scene.ada, 'open');
    await scene.says(scene.ada, 'open');
    await scene.stage.pass(3601);
    await scene.says(scene.ada, 'open');
    const rows = await made();
    expect(rows.filter(({ expires_at }) => expires_at.getTime() > scene.stage.clock.now())).to.have.length(1);
  });

  it('TR-24 an action that is no more is not run by a new trigger', async () => {
    const make = await scene.givenAction(making({ on: 'contains', parameter: 'knock', actionId: 4711 }));
    const trigger = await scene.givenTrigger({ on: 'starts-with', parameter: 'open', actionId: make.id });
    await scene.says(scene.ada, 'open');
    expect(await made()).to.deep.equal([]);
    expect((await scene.history(trigger))?.last_error).to.match(/does not exist any more/);
  });

  it('TR-24 the chain goes on after it', async () => {
    const answer = await scene.givenAction(saying('Who is there?'));
    const after = await scene.givenAction(saying('The door is open'));
    const spec = making({ on: 'contains', parameter: 'knock', actionId: answer.id });
    const make = await scene.givenAction(spec, { chain: after.id });
    await scene.givenTrigger({ on: 'starts-with', parameter: 'open', actionId: make.id });
    await scene.says(scene.ada, 'open');
    expect(scene.said()).to.deep.equal(['The door is open']);
  });
});

describe('TR-26 what an action does sets off no trigger', () => {
  let scene: TriggerScene;

  beforeEach(async () => {
    scene = await TriggerScene.set();
  });

  afterEach(() => scene.stage.strike());

  it('TR-26 neither a message, nor a reaction, nor a role, nor a deletion, nor a purge of the bot', async () => {
    const echo = await scene.givenAction(saying('go go go'));
    const watched = [
      await scene.givenTrigger({ on: 'contains', parameter: 'go go', actionId: echo.id }),
      await scene.givenTrigger({ on: 'reaction-add', actionId: echo.id }),
      await scene.givenTrigger({ on: 'reaction-remove', actionId: echo.id }),
    ];
    const purge = await scene.givenAction(purging(scene.rules));
    const erase = await scene.givenAction(erasing, { chain: purge.id });
    const give = await scene.givenAction(giving(scene.red), { chain: erase.id });
    const react = await scene.givenAction(reacting('👍'), { chain: give.id });
    const say = await scene.givenAction(saying('go go go'), { chain: react.id });
    const trigger = await scene.givenTrigger({ on: 'matches', parameter: 'begin', actionId: say.id });
    scene.guild.wroteEarlier(scene.ada, scene.rules, 'go go go', scene.stage.clock.now() - 1000);
    await scene.says(scene.ada, 'begin');
    expect(await scene.history(trigger)).to.include({ runs: 1, last_error: null });
    for (const other of watched) expect((await scene.history(other))?.runs).to.equal(0);
    expect(scene.said()).to.deep.equal(['go go go']);
  });

  it('TR-26 a message that the bot is made to repeat ends after one', async () => {
    await scene.answering('{content}', { on: 'contains', parameter: 'echo' });
    await scene.says(scene.ada, 'echo');
    await scene.stage.pass(60);
    expect(scene.said()).to.deep.equal(['echo']);
  });
});
