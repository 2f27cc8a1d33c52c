import type { PresenceUpdateStatus } from 'discord-api-types/v10';
import type { CommandInput } from '../store/command-input.js';
import { forwardMessage } from '../store/forwards.js';
import type { ModalRecord } from '../store/interaction-record.js';
import type { Entity } from '../store/interaction-resolved.js';
import type { MemberChanges } from '../store/member-edits.js';
import type { ModalInput } from '../store/modal-input.js';
import type { OptionInput } from '../store/option-input.js';
import type {
  ChannelRecord,
  GuildRecord,
  MemberRecord,
  MessageRecord,
  RoleRecord,
  UserRecord,
} from '../store/records.js';
import { boost } from '../store/system-messages.js';
import type { SelfVoice } from '../store/voice.js';
import type { World } from '../store/world.js';
import {
  typeIntoOption,
  useMessageCommand,
  useSlashCommand,
  useUserCommand,
  type CommandOptions,
  type CommandUser,
} from './command-acts.js';
import { chooseInSelect, clickButton, seesMessage, submitModal, type ComponentOptions } from './component-acts.js';
import type { InteractionHandle } from './interaction-handle.js';
import { Moderator, type OverwriteBits } from './moderator-acts.js';
import { changesStatus, startsPlaying, stopsPlaying, type GameDetails } from './presence-acts.js';
import { deleteMessage, edit, react, say, startsTyping, takeReaction, unreact, type SayOptions } from './talk-acts.js';
import { changeOwnVoice, fallAsleep, joinVoice, leaveVoice } from './voice-acts.js';

/** A member, named by himself or by the person. */
export type MemberLike = Person | MemberRecord;

/**
 * Somebody in a guild, with everything that he can do there. As a moderator he has the acts of {@link Moderator}, checked
 * against his own permissions. Interactions reject with an `InteractionRefusedError` where Discord's client would not send
 * them; `force` sends them all the same.
 */
export class Person extends Moderator {
  public readonly user: UserRecord;
  readonly #world: World;
  readonly #guild: GuildRecord;

  public constructor(world: World, guild: GuildRecord, user: UserRecord) {
    super(world, guild, user.id);
    this.user = user;
    this.#world = world;
    this.#guild = guild;
  }

  public get id(): string {
    return this.user.id;
  }

  /** The name that others see. */
  public get name(): string {
    return this.#guild.members.get(this.id)?.nick ?? this.user.globalName ?? this.user.username;
  }

  /** @throws {DiscordError} 10007 when he is no longer in the guild */
  public get member(): MemberRecord {
    return this.#world.member(this.#guild, this.id);
  }

  /** The voice channel of this guild that he is connected to. */
  public get voiceChannel(): ChannelRecord | null {
    const state = this.#guild.voiceStates.get(this.id);
    return (state && this.#guild.channels.get(state.channelId)) ?? null;
  }

  /** @throws {JoinRefusedError} when his client would not let him in */
  public join(channel: ChannelRecord): void {
    joinVoice(this.#world, this.id, channel);
  }

  public leave(): void {
    leaveVoice(this.#world, this.id);
  }

  public mute(muted = true): void {
    this.#inVoice({ selfMute: muted });
  }

  /** Who deafens himself is also muted, as in Discord's client. */
  public deafen(deafened = true): void {
    this.#inVoice({ selfDeaf: deafened, selfMute: deafened });
  }

  public stream(on = true): void {
    this.#inVoice({ selfStream: on });
  }

  public camera(on = true): void {
    this.#inVoice({ selfVideo: on });
  }

  #inVoice(changes: SelfVoice): void {
    changeOwnVoice(this.#world, this.id, changes);
  }

  /** Is idle for so long that Discord moves him to the AFK channel. */
  public fallAsleep(): void {
    fallAsleep(this.#world, this.id);
  }

  public plays(game: string, details: GameDetails = {}): void {
    startsPlaying(this.#world, this.id, game, details);
  }

  /** Ends a game, or without a name all. */
  public stopsPlaying(game?: string): void {
    stopsPlaying(this.#world, this.id, game);
  }

  public presence(status: PresenceUpdateStatus): void {
    changesStatus(this.#world, this.id, status);
  }

  public say(channel: ChannelRecord, text: string, options: SayOptions = {}): MessageRecord {
    return say(this.#world, this.id, channel, text, options);
  }

  /** Forwards a message into a channel. */
  public forward(message: MessageRecord, channel: ChannelRecord): MessageRecord {
    return forwardMessage(this.#world, this.id, message, channel);
  }

  public boost(): void {
    boost(this.#world, this.#guild, this.member);
  }

  /** Begins to write. */
  public types(channel: ChannelRecord): void {
    startsTyping(this.#world, this.id, channel);
  }

  public edit(message: MessageRecord, text: string): void {
    edit(this.#world, this.id, message, text);
  }

  public deleteMessage(message: MessageRecord): void {
    deleteMessage(this.#world, this.id, message);
  }

  /** @param emoji - A character, or `name:id` of a custom emoji. */
  public react(message: MessageRecord, emoji: string): void {
    react(this.#world, this.id, message, emoji);
  }

  public unreact(message: MessageRecord, emoji: string): void {
    unreact(this.#world, this.id, message, emoji);
  }

  /** Takes somebody else's reaction away, as a moderator. */
  public takeReaction(message: MessageRecord, emoji: string, whose: MemberLike): void {
    takeReaction(this.#world, this.id, message, emoji, memberOf(whose).user.id);
  }

  /** Whether he sees a message: it is there, he sees the channel, and it is not private to somebody else. */
  public sees(message: MessageRecord): boolean {
    return seesMessage(this.#world, this.user, message);
  }

  /** @param line - The command with its subcommands, such as `autochannel enable`. */
  public async slash(line: string, input: CommandInput = {}, options: CommandOptions = {}): Promise<InteractionHandle> {
    return useSlashCommand(this.#asUser(), line, input, options);
  }

  /** @param typed - What is in the option so far. `others` are the options that are already filled in. */
  public async autocomplete(
    line: string,
    option: string,
    typed: OptionInput,
    others: CommandInput = {},
    options: CommandOptions = {},
  ): Promise<InteractionHandle> {
    return typeIntoOption(this.#asUser(), line, option, { ...others, [option]: typed }, options);
  }

  /** Picks a command from the menu of a user. */
  public async userCommand(name: string, target: Entity, options: CommandOptions = {}): Promise<InteractionHandle> {
    return useUserCommand(this.#asUser(), name, target, options);
  }

  /** Picks a command from the menu of a message. */
  public async messageCommand(
    name: string,
    message: MessageRecord,
    options: ComponentOptions = {},
  ): Promise<InteractionHandle> {
    return useMessageCommand(this.#asUser(), name, message, options);
  }

  public async click(
    message: MessageRecord,
    customId: string,
    options: ComponentOptions = {},
  ): Promise<InteractionHandle> {
    return clickButton(this.#world, this.user, message, customId, options);
  }

  /** @param values - Of a string select the options' values, else the users, roles or channels. */
  public async select(
    message: MessageRecord,
    customId: string,
    values: readonly (string | Entity)[],
    options: ComponentOptions = {},
  ): Promise<InteractionHandle> {
    return chooseInSelect(this.#world, this.user, message, customId, values, options);
  }

  /** @param modal - What the handle of an earlier interaction has as `modal`. */
  public async submit(
    modal: ModalRecord,
    input: ModalInput = {},
    options: ComponentOptions = {},
  ): Promise<InteractionHandle> {
    return submitModal(this.#world, this.user, modal, input, options);
  }

  public override setOverwrite(
    channel: ChannelRecord,
    target: RoleRecord | MemberLike,
    bits: OverwriteBits,
    reason?: string,
  ): void {
    super.setOverwrite(channel, target instanceof Person ? target.member : target, bits, reason);
  }

  public override removeOverwrite(channel: ChannelRecord, target: RoleRecord | MemberLike, reason?: string): void {
    super.removeOverwrite(channel, target instanceof Person ? target.member : target, reason);
  }

  public override giveRole(target: MemberLike, role: RoleRecord, reason?: string): void {
    super.giveRole(memberOf(target), role, reason);
  }

  public override takeRole(target: MemberLike, role: RoleRecord, reason?: string): void {
    super.takeRole(memberOf(target), role, reason);
  }

  public override editMember(target: MemberLike, changes: MemberChanges, reason?: string): void {
    super.editMember(memberOf(target), changes, reason);
  }

  public serverMute(target: MemberLike, mute: boolean, reason?: string): void {
    this.editMember(target, { mute }, reason);
  }

  public serverDeafen(target: MemberLike, deaf: boolean, reason?: string): void {
    this.editMember(target, { deaf }, reason);
  }

  public override move(target: MemberLike, channel: ChannelRecord | null, reason?: string): void {
    super.move(memberOf(target), channel, reason);
  }

  public override kick(target: MemberLike, reason?: string): void {
    super.kick(memberOf(target), reason);
  }

  public override ban(target: Person | UserRecord, reason?: string): void {
    super.ban(target instanceof Person ? target.user : target, reason);
  }

  public override unban(target: Person | UserRecord, reason?: string): void {
    super.unban(target instanceof Person ? target.user : target, reason);
  }

  #asUser(): CommandUser {
    return { world: this.#world, guild: this.#guild, user: this.user };
  }
}

function memberOf(target: MemberLike): MemberRecord {
  return target instanceof Person ? target.member : target;
}
