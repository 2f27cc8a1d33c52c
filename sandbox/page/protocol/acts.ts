import type { ChannelType, PresenceUpdateStatus } from 'discord-api-types/v10';
import type { FaultChoice, TourStepId } from './shared-view.js';

/** All that the page can ask for. */
export type Act = SeatAct | PersonAct | InteractionAct | ModeratorAct | WorldAct | MachineAct;

/** What an act answers: an empty object unless said otherwise. */
export interface ActResult {
  /** `say`, `reply`: the message's id. `createChannel`, `createRole`, `addMember`, `addGuild`: the new one's id. */
  readonly id?: string;
  /** Interactions: what the bot answered first. */
  readonly answer?: 'message' | 'thinking' | 'update' | 'modal' | 'choices';
  /** `autocomplete`. */
  readonly choices?: readonly { readonly name: string; readonly value: string | number }[];
  /** `details`: what the row holds, as JSON. */
  readonly details?: unknown;
}

/** A seat is one member that the page acts as. Its name is the page's choice. */
export type SeatAct =
  /**
   * Takes the seat as somebody, or changes what it shows. Without a guild or a channel the server picks one (the first text
   * channel). `channel: null` opens none. Any change sends the changed slices.
   */
  | {
      readonly kind: 'open';
      readonly seat: string;
      readonly user: string;
      readonly guild?: string;
      readonly channel?: string | null;
    }
  | { readonly kind: 'close'; readonly seat: string }
  /** Shows 50 older messages of the open channel too. */
  | { readonly kind: 'more'; readonly seat: string };

/** What the seat's member does as anybody could. Channels, messages, users and roles are named by their ids. */
export type PersonAct = { readonly seat: string } & (
  | { readonly kind: 'say'; readonly channel: string; readonly text: string }
  | {
      readonly kind: 'reply';
      readonly channel: string;
      readonly message: string;
      readonly text: string;
      /** Default true. */
      readonly mention?: boolean;
    }
  | { readonly kind: 'edit'; readonly channel: string; readonly message: string; readonly text: string }
  | { readonly kind: 'delete'; readonly channel: string; readonly message: string }
  /** Hides an ephemeral message from the member. */
  | { readonly kind: 'dismiss'; readonly channel: string; readonly message: string }
  | { readonly kind: 'react'; readonly channel: string; readonly message: string; readonly emoji: string }
  | { readonly kind: 'unreact'; readonly channel: string; readonly message: string; readonly emoji: string }
  | { readonly kind: 'type'; readonly channel: string }
  | { readonly kind: 'join'; readonly channel: string }
  | { readonly kind: 'leave' }
  | { readonly kind: 'mute'; readonly on: boolean }
  | { readonly kind: 'deafen'; readonly on: boolean }
  | { readonly kind: 'stream'; readonly on: boolean }
  | { readonly kind: 'camera'; readonly on: boolean }
  | { readonly kind: 'fallAsleep' }
  | { readonly kind: 'play'; readonly game: string }
  /** Without a game all of them. */
  | { readonly kind: 'stopPlaying'; readonly game?: string }
  | { readonly kind: 'presence'; readonly status: PresenceUpdateStatus }
);

/**
 * Interactions with the bot. Each is answered once the bot has answered or failed to: then with the error `interactionFailed`.
 * `submit` takes texts, ticks, or lists of values (users, roles and channels by id) or of files, by custom id.
 */
export type InteractionAct = { readonly seat: string } & (
  | {
      readonly kind: 'slash';
      readonly channel: string;
      readonly line: string;
      /** By name: users, roles and channels by id. */
      readonly options: Readonly<Record<string, OptionValue>>;
    }
  | {
      readonly kind: 'autocomplete';
      readonly channel: string;
      readonly line: string;
      /** The option that is being typed, and what it is so far. */
      readonly option: string;
      readonly typed: string;
      /** Those that are filled in already. */
      readonly options: Readonly<Record<string, OptionValue>>;
    }
  | { readonly kind: 'userCommand'; readonly channel: string; readonly line: string; readonly user: string }
  | { readonly kind: 'messageCommand'; readonly channel: string; readonly line: string; readonly message: string }
  | { readonly kind: 'click'; readonly channel: string; readonly message: string; readonly customId: string }
  | {
      readonly kind: 'choose';
      readonly channel: string;
      readonly message: string;
      readonly customId: string;
      readonly values: readonly string[];
    }
  | {
      readonly kind: 'submit';
      readonly modal: string;
      readonly fields: Readonly<Record<string, FieldValue>>;
    }
  /** Closes the form without sending it. */
  | { readonly kind: 'dismissModal'; readonly modal: string }
);

export type OptionValue = string | number | boolean;

/** What a field of a form holds. */
export type FieldValue = string | boolean | readonly (string | FileValue)[];

/** A file that somebody has picked. */
export interface FileValue {
  readonly filename: string;
  readonly contentType: string;
  readonly base64: string;
}

/** What a field holds when an edit leaves it as it is: it is left out. */
export interface ChannelFields {
  readonly name?: string;
  readonly parent?: string | null;
  readonly position?: number;
  readonly topic?: string | null;
  readonly nsfw?: boolean;
  readonly slowmode?: number;
  readonly userLimit?: number;
  readonly bitrate?: number;
}

export interface RoleFields {
  readonly name?: string;
  readonly color?: number;
  readonly hoist?: boolean;
  readonly mentionable?: boolean;
  /** The bits as a decimal string. */
  readonly permissions?: string;
}

/** What the seat's member does with permissions in the open server. Who lacks them gets Discord's refusal. */
export type ModeratorAct = { readonly seat: string } & (
  | {
      readonly kind: 'editGuild';
      readonly name?: string;
      readonly afkChannel?: string | null;
      readonly systemChannel?: string | null;
    }
  | {
      readonly kind: 'createChannel';
      readonly name: string;
      readonly type: ChannelType;
      readonly fields?: Omit<ChannelFields, 'name'>;
    }
  | { readonly kind: 'editChannel'; readonly channel: string; readonly fields: ChannelFields }
  | { readonly kind: 'deleteChannel'; readonly channel: string }
  | {
      readonly kind: 'setOverwrite';
      readonly channel: string;
      /** A role's or a user's id. */
      readonly target: string;
      readonly allow: string;
      readonly deny: string;
    }
  | { readonly kind: 'removeOverwrite'; readonly channel: string; readonly target: string }
  | { readonly kind: 'createRole'; readonly fields: RoleFields }
  | { readonly kind: 'editRole'; readonly role: string; readonly fields: RoleFields }
  /** 1 is the lowest position above @everyone. */
  | { readonly kind: 'moveRole'; readonly role: string; readonly position: number }
  | { readonly kind: 'deleteRole'; readonly role: string }
  | { readonly kind: 'giveRole'; readonly user: string; readonly role: string }
  | { readonly kind: 'takeRole'; readonly user: string; readonly role: string }
  | {
      readonly kind: 'editMember';
      readonly user: string;
      readonly nick?: string | null;
      readonly mute?: boolean;
      readonly deaf?: boolean;
      /** When it ends, or null for no time-out. */
      readonly timeoutUntil?: number | null;
    }
  /** Null disconnects. */
  | { readonly kind: 'move'; readonly user: string; readonly channel: string | null }
  | { readonly kind: 'kick'; readonly user: string }
  | { readonly kind: 'ban'; readonly user: string }
  | { readonly kind: 'unban'; readonly user: string }
);

/** What happens to the world without anybody's permission. */
export type WorldAct =
  | { readonly kind: 'addGuild'; readonly name: string; /** An existing user. */ readonly owner: string }
  | { readonly kind: 'addMember'; readonly guild: string; readonly name: string; readonly bot?: boolean }
  /** Somebody who exists already joins a server: one who was kicked comes back. */
  | { readonly kind: 'rejoin'; readonly guild: string; readonly user: string }
  | { readonly kind: 'inviteBot' | 'removeBot'; readonly guild: string }
  | { readonly kind: 'outage'; readonly guild: string; readonly down: boolean };

/** The clock, the faults, the bot, the timeline, the tour. */
export type MachineAct =
  | { readonly kind: 'pauseClock' | 'resumeClock' }
  /** Forward by so many milliseconds, for the bot too. */
  | { readonly kind: 'moveClock'; readonly ms: number }
  | {
      readonly kind: 'addFault';
      /** Null: whatever call comes next. */
      readonly operation: string | null;
      readonly answer: FaultChoice;
      /** Null: from now on always. */
      readonly times: number | null;
    }
  | { readonly kind: 'removeFault'; readonly id: string }
  | { readonly kind: 'clearFaults' }
  /** Cuts the gateway's lines; `forget` so that the bot cannot resume. `freeze` lets nothing through until `unfreeze`. */
  | { readonly kind: 'gateway'; readonly what: 'cut' | 'forget' | 'freeze' | 'unfreeze' }
  | { readonly kind: 'killBot' | 'stopBot' | 'startBot' | 'restartBot' }
  | { readonly kind: 'details'; readonly row: number }
  | { readonly kind: 'restartTour' }
  /** Ticks a step off without checking it. */
  | { readonly kind: 'skipTourStep'; readonly step: TourStepId };
