import type { Action } from './action.js';
import type { ActionsById } from './chain.js';
import type { ActionId, Snowflake } from './trigger.js';

/** An action that may come to run, and where. */
export interface Reached {
  readonly action: Action;
  /** The channel that the event is bound to; null: it can be anywhere. */
  readonly channelId: Snowflake | null;
}

/**
 * Every action that may come to run once `start` does, as `reachable` finds them, each with the places where it may run.
 * An action makes triggers for the whole server even where it is itself bound to a channel: what these run is not.
 *
 * @param channelId - the channel that the first event is bound to; null when it is not.
 */
export function reachedFrom(start: ActionId, actions: ActionsById, channelId: Snowflake | null): readonly Reached[] {
  const seen = new Map<string, Reached>();
  const open: { readonly id: ActionId; readonly channelId: Snowflake | null }[] = [{ id: start, channelId }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const action = actions.get(next.id);
    const key = `${next.id}:${next.channelId}`;
    if (action === undefined || seen.has(key)) continue;
    seen.set(key, { action, channelId: next.channelId });
    const { chain, spec } = action;
    if (chain !== null) open.push({ id: chain, channelId: next.channelId });
    if (spec.kind !== 'create-trigger') continue;
    open.push({ id: spec.first.actionId, channelId: spec.second === 'server' ? null : next.channelId });
  }
  return [...seen.values()];
}

/** Somewhere an action is started: by a trigger, or by a button. */
export interface Start {
  readonly actionId: ActionId;
  readonly channelId: Snowflake | null;
}

/** The places where an action runs; empty when nothing comes to run it. */
export function placesOf(id: ActionId, starts: readonly Start[], actions: ActionsById): readonly (Snowflake | null)[] {
  const places = starts.flatMap(({ actionId, channelId }) =>
    reachedFrom(actionId, actions, channelId)
      .filter(({ action }) => action.id === id)
      .map((reached) => reached.channelId),
  );
  return [...new Set(places)];
}
