/** The settings of one source. */
export interface SourceSettings {
  readonly pattern: string;
  /** How many people a breakout takes; 0 for any number. */
  readonly userLimit: number;
  /** Seconds that an empty breakout stays. */
  readonly graceSeconds: number;
  /** Where breakouts go; null for wherever the source is. */
  readonly categoryId: string | null;
  /** Where breakouts go when that category is full, in order. */
  readonly fallbackCategoryIds: readonly string[];
  /** The channel whose permission overwrites are copied; null for the source. */
  readonly templateChannelId: string | null;
  /** The first number; null for the pattern's own. */
  readonly startAt: number | null;
  /** How many breakouts the source has at most; null for any number. */
  readonly maxBreakouts: number | null;
}

/** What a caller of `enable` gave. `maxBreakouts: 0` takes the maximum away. */
export type SettingsChange = { readonly [Key in keyof SourceSettings]?: SourceSettings[Key] | undefined };

/** The settings that have a default in the configuration. */
export type SettingsDefaults = Pick<SourceSettings, 'pattern' | 'userLimit' | 'graceSeconds'>;

export const DEFAULT_SETTINGS: SettingsDefaults = { pattern: '{name} #{n}', userLimit: 0, graceSeconds: 30 };

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A guild holds 500 channels, and the source is one of them; 0 breakouts stands for any number. */
export const RANGES = {
  userLimit: { min: 0, max: 99 },
  graceSeconds: { min: 0, max: 3600 },
  startAt: { min: 0, max: 9999 },
  maxBreakouts: { min: 0, max: 499 },
} as const satisfies Partial<Record<keyof SourceSettings, Range>>;

export type RangedSetting = keyof typeof RANGES;

/** The settings of a source that is enabled for the first time. */
export function newSettings(change: SettingsChange, defaults: SettingsDefaults = DEFAULT_SETTINGS): SourceSettings {
  const blank: SourceSettings = {
    ...defaults,
    categoryId: null,
    fallbackCategoryIds: [],
    templateChannelId: null,
    startAt: null,
    maxBreakouts: null,
  };
  return mergeSettings(blank, change);
}

/** The settings of a source that is enabled again: only what was given changes. */
export function mergeSettings(current: SourceSettings, change: SettingsChange): SourceSettings {
  const maximum = given(change.maxBreakouts, current.maxBreakouts);
  return {
    pattern: given(change.pattern, current.pattern),
    userLimit: given(change.userLimit, current.userLimit),
    graceSeconds: given(change.graceSeconds, current.graceSeconds),
    categoryId: given(change.categoryId, current.categoryId),
    fallbackCategoryIds: given(change.fallbackCategoryIds, current.fallbackCategoryIds),
    templateChannelId: given(change.templateChannelId, current.templateChannelId),
    startAt: given(change.startAt, current.startAt),
    maxBreakouts: maximum === 0 ? null : maximum,
  };
}

/** The given numbers that are no whole number within their range, in the order of {@link RANGES}. */
export function outOfRange(change: SettingsChange): RangedSetting[] {
  const names: readonly RangedSetting[] = ['userLimit', 'graceSeconds', 'startAt', 'maxBreakouts'];
  return names.filter((name) => {
    const value = change[name];
    return typeof value === 'number' && !isWithin(value, RANGES[name]);
  });
}

function isWithin(value: number, { min, max }: Range): boolean {
  return Number.isInteger(value) && value >= min && value <= max;
}

function given<Value>(value: Value | undefined, current: Value): Value {
  return value === undefined ? current : value;
}
