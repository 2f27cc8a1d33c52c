import type { Moment } from './room.js';

/** How many rooms may be made in a row, and how fast the right to another one comes back. */
export interface CreationLimit {
  /** At least 1. */
  readonly capacity: number;
  /** Milliseconds until one more room may be made. */
  readonly refillMs: number;
}

/** What is left of a limit, for one member or one guild. */
export interface CreationBucket {
  readonly tokens: number;
  readonly at: Moment;
  /** Whether somebody was held back and told so since the bucket last gave. */
  readonly told: boolean;
}

export interface Taken {
  readonly bucket: CreationBucket;
  readonly outcome: 'taken' | 'refused';
  /** Whether to tell the person now: once until the next room is made. */
  readonly tell: boolean;
  /** When another room may be made. */
  readonly freeAt: Moment;
}

/** A bucket nobody has taken from. */
export function fullBucket(limit: CreationLimit, now: Moment): CreationBucket {
  return { tokens: limit.capacity, at: now, told: false };
}

/** Takes the right to one more room. A clock that went backwards gives nothing and takes nothing. */
export function takeFrom(bucket: CreationBucket, limit: CreationLimit, now: Moment): Taken {
  const tokens = Math.min(limit.capacity, bucket.tokens + Math.max(0, now - bucket.at) / limit.refillMs);
  if (tokens >= 1) {
    const left = tokens - 1;
    return {
      bucket: { tokens: left, at: now, told: false },
      outcome: 'taken',
      tell: false,
      freeAt: freeAt(left, limit, now),
    };
  }
  return {
    bucket: { tokens, at: now, told: true },
    outcome: 'refused',
    tell: !bucket.told,
    freeAt: freeAt(tokens, limit, now),
  };
}

function freeAt(tokens: number, limit: CreationLimit, now: Moment): Moment {
  return now + Math.ceil(Math.max(0, 1 - tokens) * limit.refillMs);
}
