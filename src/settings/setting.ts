import type { ChannelType } from 'discord.js';

/** What every setting has, whatever it holds. */
interface Described {
  /** What admins see, such as `Owner grace`: at most 45 characters. */
  readonly label: string;
  /** What it does, in one sentence of at most 100 characters. */
  readonly description: string;
}

/** A length of time, kept in milliseconds. Admins type `90`, `90s`, `5m`, `1h 30m`; a bare number is seconds. */
export interface DurationSetting extends Described {
  readonly kind: 'duration';
  readonly default: number;
  /** In milliseconds, both included. */
  readonly min: number;
  readonly max: number;
}

/** A whole number. */
export interface IntegerSetting extends Described {
  readonly kind: 'integer';
  readonly default: number;
  /** Both included. */
  readonly min: number;
  readonly max: number;
}

/** One of a few values. */
export interface ChoiceSetting<Value extends string = string> extends Described {
  readonly kind: 'choice';
  readonly default: Value;
  /** At most 25. */
  readonly choices: readonly { readonly value: Value; readonly label: string; readonly description?: string }[];
}

/** On or off. */
export interface ToggleSetting extends Described {
  readonly kind: 'toggle';
  readonly default: boolean;
}

/** A role of the guild, or none. */
export interface RoleSetting extends Described {
  readonly kind: 'role';
  readonly default: null;
}

/** Up to 25 roles of the guild. */
export interface RolesSetting extends Described {
  readonly kind: 'roles';
  readonly default: readonly string[];
}

/** A channel of the guild, or none. */
export interface ChannelSetting extends Described {
  readonly kind: 'channel';
  readonly default: null;
  readonly types: readonly ChannelType[];
}

/** A list of words, typed with commas or line breaks between them: each 1 to 100 characters, at most `max` of them. */
export interface WordsSetting extends Described {
  readonly kind: 'words';
  readonly default: readonly string[];
  readonly max: number;
}

/** A short text on one line, without blanks around it. */
export interface TextSetting extends Described {
  readonly kind: 'text';
  readonly default: string;
  /** In characters as JavaScript counts them, both included: 1 to 1000. */
  readonly min: number;
  readonly max: number;
}

/** A moment in milliseconds since the Unix epoch, or none, that commands set. Admins do not see it in lists. */
export interface MomentSetting {
  readonly kind: 'moment';
  readonly default: null;
}

/** One value that a guild can set. */
export type Setting =
  | DurationSetting
  | IntegerSetting
  | ChoiceSetting
  | ToggleSetting
  | RoleSetting
  | RolesSetting
  | ChannelSetting
  | WordsSetting
  | TextSetting
  | MomentSetting;

/** What a setting holds. */
export type ValueOf<One extends Setting> =
  One extends ChoiceSetting<infer Value>
    ? Value
    : One extends DurationSetting | IntegerSetting
      ? number
      : One extends ToggleSetting
        ? boolean
        : One extends RolesSetting | WordsSetting
          ? readonly string[]
          : One extends TextSetting
            ? string
            : One extends MomentSetting
              ? number | null
              : string | null;
