import { PresenceUpdateStatus } from 'discord-api-types/v10';
import { HubScene } from '../test/plugins/hub/scene.js';
import { SourceScene } from '../test/support/source-scene.js';
import type { Stage } from '../test/support/stage.js';
import { statementsOf } from '../test/support/statements.js';

/** How many statements an event is to the database, the jobs' own tables aside. */
export interface TripFigures {
  readonly what: string;
  readonly most: number;
  readonly statements: readonly string[];
}

/** Longer than changes are gathered before they are sent, in seconds. */
const A_MOMENT = 2;
const everything = { plugins: ['autochannel', 'hub', 'panel', 'trigger'] };

/** PF-16: what events ask of the database, counted in whole bots with all plugins. */
export async function benchTrips(): Promise<readonly TripFigures[]> {
  return [...(await ofSources()), ...(await ofRooms())];
}

async function ofSources(): Promise<TripFigures[]> {
  const scene = await SourceScene.set({ config: everything });
  const { stage, ada, ben, general } = scene;
  try {
    // What is looked at once in a while is no event's.
    await stage.pass(A_MOMENT);
    const figures = [await counted(stage, 'a join of a source', 2, () => ada.join(general))];
    const breakout = ada.voiceChannel ?? general;
    figures.push(await counted(stage, 'a join of a breakout', 2, () => ben.join(breakout)));
    figures.push(await counted(stage, 'a leave of a breakout', 2, () => ben.leave()));
    figures.push(await counted(stage, 'the last leave of a breakout', 2, () => ada.leave()));
    return figures;
  } finally {
    await stage.strike();
  }
}

async function ofRooms(): Promise<TripFigures[]> {
  const scene = await HubScene.set({ config: everything });
  const { stage, ada, ben, cleo, news, guild } = scene;
  try {
    const room = await scene.roomOf(ada);
    await stage.pass(A_MOMENT);
    const lounge = guild.addChannel({ name: 'Lounge' });
    await stage.settle();
    const figures = [
      await counted(stage, 'a join of a room', 2, () => ben.join(room)),
      await counted(stage, 'a leave of a room', 2, () => ben.leave()),
      await counted(stage, 'a mute in a room', 0, () => ada.mute()),
      await counted(stage, 'a join of any other channel', 0, () => cleo.join(lounge)),
      await counted(stage, 'a message', 0, () => void cleo.say(news, 'hello')),
      await counted(stage, 'a change of presence outside of rooms', 0, () => cleo.presence(PresenceUpdateStatus.Idle)),
      await counted(stage, 'a change of presence in a room', 0, () => ada.presence(PresenceUpdateStatus.Idle)),
      await counted(stage, 'the last leave of a room', 2, () => ada.leave()),
    ];
    return figures;
  } finally {
    await stage.strike();
  }
}

async function counted(stage: Stage, what: string, most: number, act: () => void): Promise<TripFigures> {
  const statements = await statementsOf(async () => {
    act();
    await stage.settle();
    await stage.pass(A_MOMENT);
  });
  return { what, most, statements };
}
