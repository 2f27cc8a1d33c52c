import { GatewayDispatchEvents as Events, GatewayIntentBits, type APIMessage } from 'discord-api-types/v10';
import { faultsOfDispatch } from '../schema/dispatch-validation.js';
import type { Violation } from '../schema/violations.js';
import { projectGuildCreate } from '../store/project-guild.js';
import type { Dispatch, World } from '../store/world.js';
import { isWanted } from './intents.js';
import { hidesContent, withoutContent } from './message-content.js';
import type { Session } from './session.js';
import { isVisible } from './visibility.js';

/** Hears of everything that goes out. */
export interface DispatchObserver {
  /** A dispatch, its data as JSON, and how many sessions got it. */
  dispatched(dispatch: Dispatch, json: string, sessions: number): void;
  violated(violation: Violation): void;
}

/** Decides who gets a dispatch, and in which form. */
export class Dispatcher {
  readonly #world: World;
  readonly #observer: DispatchObserver;

  public constructor(world: World, observer: DispatchObserver) {
    this.#world = world;
    this.#observer = observer;
  }

  /** Sends what has happened to those of the sessions whom it concerns. */
  public publish(dispatch: Dispatch, sessions: readonly Session[]): void {
    const { botId } = this.#world.application;
    const receivers = isVisible(this.#world, dispatch)
      ? sessions.filter((s) => s.serves(dispatch.to.guildId) && isWanted(dispatch, s.intents, botId))
      : [];
    const json = this.#validated(dispatch);
    for (const session of receivers) session.dispatch(dispatch.event, this.#formFor(session, dispatch, json));
    this.#observer.dispatched(dispatch, json, receivers.length);
  }

  /** Sends something to one session alone, which is what it has asked for. */
  public send(session: Session, dispatch: Dispatch): void {
    const json = this.#validated(dispatch);
    session.dispatch(dispatch.event, json);
    this.#observer.dispatched(dispatch, json, 1);
  }

  #validated({ event, data }: Dispatch): string {
    const messages = faultsOfDispatch(event, data);
    const at = this.#world.clock.now();
    if (messages.length > 0) this.#observer.violated({ kind: 'dispatch', subject: event, messages, at });
    return JSON.stringify(data);
  }

  /** The store says everything; a session gets what its intents let through. */
  #formFor({ intents }: Session, dispatch: Dispatch, json: string): string {
    if (hidesContent(dispatch, intents)) {
      return JSON.stringify(withoutContent(dispatch.data as APIMessage, this.#world.application.botId));
    }
    if (dispatch.event !== Events.GuildCreate || dispatch.to.guildId === null) return json;
    const full = GatewayIntentBits.GuildPresences | GatewayIntentBits.GuildVoiceStates;
    if ((intents & full) === full) return json;
    return JSON.stringify(projectGuildCreate(this.#world, this.#world.guild(dispatch.to.guildId), intents));
  }
}
