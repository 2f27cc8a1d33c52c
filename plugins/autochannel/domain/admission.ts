/** A token bucket: `capacity` creations at once, then `refillPerSecond` a second. */
export interface BucketRules {
  /** At least 1. */
  readonly capacity: number;
  /** Greater than 0; 0.1 is one in ten seconds. */
  readonly refillPerSecond: number;
}

export interface AdmissionRules {
  readonly perUser: BucketRules;
  readonly perGuild: BucketRules;
}

/** What is left in a bucket. */
export interface Bucket {
  readonly tokens: number;
  /** When that was so, in milliseconds since the Unix epoch. */
  readonly at: number;
}

/** A member's bucket, and whether the member has been told of being held back. */
export interface UserBucket extends Bucket {
  readonly told: boolean;
}

export interface AdmissionState {
  /** Undefined for a member who was not seen before: a full bucket. */
  readonly user: UserBucket | undefined;
  readonly guild: Bucket | undefined;
}

/** Save `user` and `guild`, whatever the verdict. */
export type Admission = { readonly user: UserBucket; readonly guild: Bucket } & (
  | { readonly admitted: true }
  | {
      readonly admitted: false;
      /** Whose bucket is empty; the member's own when both are. */
      readonly by: 'user' | 'guild';
      /** The first moment at which a new try may be admitted. */
      readonly retryAt: number;
      /** True on the first refusal since the member was last admitted. */
      readonly tell: boolean;
    }
);

/** Decides whether a member may get a new breakout now. A refusal costs no token, of the member or of the guild. */
export function admit(state: AdmissionState, rules: AdmissionRules, now: number): Admission {
  const user = { ...refilled(state.user, rules.perUser, now), told: state.user?.told ?? false };
  const guild = refilled(state.guild, rules.perGuild, now);
  const userWait = millisecondsToToken(user, rules.perUser);
  const guildWait = millisecondsToToken(guild, rules.perGuild);
  if (userWait === 0 && guildWait === 0) {
    return {
      admitted: true,
      user: { tokens: user.tokens - 1, at: now, told: false },
      guild: { tokens: guild.tokens - 1, at: now },
    };
  }
  const retryAt = now + Math.max(userWait, guildWait);
  const by = userWait > 0 ? 'user' : 'guild';
  return { admitted: false, by, retryAt, tell: !user.told, user: { ...user, told: true }, guild };
}

/**
 * Whether a bucket holds no less than a new one would. A member's may be forgotten when it is full and the guild's is
 * too: before that it still says who has been told.
 */
export function isFull(bucket: Bucket, rules: BucketRules, now: number): boolean {
  return refilled(bucket, rules, now).tokens >= rules.capacity;
}

/** A clock that was set back refills nothing and takes nothing. */
function refilled(bucket: Bucket | undefined, rules: BucketRules, now: number): Bucket {
  if (!bucket) return { tokens: rules.capacity, at: now };
  const seconds = Math.max(0, now - bucket.at) / 1000;
  return { tokens: Math.min(rules.capacity, bucket.tokens + seconds * rules.refillPerSecond), at: now };
}

/** Tokens are fractions, and their sums are inexact: a billionth short of one counts as one. */
function millisecondsToToken({ tokens }: Bucket, rules: BucketRules): number {
  const missing = 1 - tokens;
  return missing <= 1e-9 ? 0 : Math.ceil((missing / rules.refillPerSecond) * 1000);
}
