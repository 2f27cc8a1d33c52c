import { mostPlayed, type Game, type Player, type Playing } from './games.js';
import { automaticName, cut, NAME_LIMIT } from './name-filter.js';
import type { HubDefaults, Naming, ShowGameIn, Snowflake, TemplateKey } from './room.js';
import { technicalName } from './technical-names.js';

/** The most that Discord takes as a voice channel's status. */
export const STATUS_LIMIT = 500;

/** What a room's name depends on, next to its own naming. */
export interface NamingContext {
  readonly ownerId: Snowflake;
  /** The humans in the room. Without the presence intent they play nothing. */
  readonly players: readonly Player[];
  /** 0 means no limit. */
  readonly userLimit: number;
  readonly showGameIn: ShowGameIn;
  readonly bannedWords: readonly string[];
}

/** The name that the voice channel is to have. Null: keep the one that it has. */
export function desiredName(naming: Naming, context: NamingContext): string | null {
  const byPresence = naming.autoName && context.showGameIn !== 'status' ? gameName(naming.template, context) : null;
  if (byPresence !== null) return byPresence;
  return naming.fallbackName === null ? null : automaticName(naming.fallbackName, context.bannedWords);
}

/** The voice status that the channel is to have, empty for none. Null: this guild does not use the status. */
export function desiredStatus(naming: Naming, context: NamingContext): string | null {
  if (context.showGameIn === 'name') return null;
  return gameName(naming.template, context) ?? '';
}

/** What a new room is called, and how it goes on. */
export interface FirstName {
  readonly name: string;
  readonly naming: Naming;
}

/**
 * The name of a room that is being made: the hub's manual name, else the game, else a random technical name. Whatever
 * is not a game is also the name to fall back to.
 */
export function firstName(
  defaults: HubDefaults,
  displayName: string,
  context: NamingContext,
  random: () => number,
): FirstName {
  const template = defaults.template ?? 'auto';
  if (defaults.manualName !== null) {
    const expanded = defaults.manualName.replaceAll('{member}', () => displayName);
    const name = automaticName(expanded, context.bannedWords) ?? technicalName(random);
    return { name, naming: { autoName: false, template, fallbackName: name } };
  }
  const naming = { autoName: true, template, fallbackName: technicalName(random) };
  return { name: desiredName(naming, context) ?? naming.fallbackName, naming };
}

/** After a person chose a name: it stays, and is what the room falls back to. */
export function renamed(naming: Naming, name: string): Naming {
  return { ...naming, autoName: false, fallbackName: name };
}

/** What the most-played game makes of a template; null when nobody plays or the filter refuses it. */
function gameName(template: TemplateKey, context: NamingContext): string | null {
  const game = mostPlayed(context.players, context.ownerId);
  if (game === null) return null;
  const { before, after } = around[template](game, context);
  const bare = cut(game.name, NAME_LIMIT - Math.min(before.length + after.length, NAME_LIMIT / 2));
  return (
    automaticName(`${before}${bare}${after}`, context.bannedWords) ?? automaticName(game.name, context.bannedWords)
  );
}

interface Around {
  readonly before: string;
  readonly after: string;
}

const nothing: Around = { before: '', after: '' };

const around: Record<TemplateKey, (game: Game, context: NamingContext) => Around> = {
  auto: (game) => (game.count > 1 ? { before: `(${game.count}) `, after: '' } : nothing),
  counter: (_game, { players, userLimit }) =>
    behind(userLimit > 0 ? ` [${players.length}/${userLimit}]` : ` [${players.length}]`),
  squad: (_game, { players }) => (players.length > 1 ? behind(` · ${players.length} squad`) : nothing),
  detail: (game) => behind(dashed(firstOf(game, (playing) => textOf(playing.details)))),
  state: (game) => behind(dashed(firstOf(game, (playing) => textOf(playing.state)))),
  party: (game) => behind(firstOf(game, partyOf) ?? ''),
  stealth: () => nothing,
};

function behind(after: string): Around {
  return { before: '', after };
}

/** The field of the owner's presence, else of whoever was seen first to have it. */
function firstOf(game: Game, field: (playing: Playing) => string | null): string | null {
  return game.activities.map(field).find((value) => value !== null) ?? null;
}

function textOf(field: string | null): string | null {
  return field === null || field.trim() === '' ? null : field.trim();
}

function dashed(field: string | null): string {
  return field === null ? '' : ` — ${field}`;
}

function partyOf({ party }: Playing): string | null {
  return party === null || party.current < 1 || party.max < 1 ? null : ` (${party.current}/${party.max} party)`;
}
