import {
  ComponentType,
  InteractionType,
  type APIInteraction,
  type APIMessageComponentInteractionMetadata,
  type APIMessageInteractionMetadata,
} from 'discord-api-types/v10';
import { findComponent, type UsableComponent } from '../store/components.js';
import { integrationOwners } from '../store/interaction-payloads.js';
import type { ModalRecord } from '../store/interaction-record.js';
import { InteractionRefusedError } from '../store/interaction-refusal.js';
import { idOf, ResolvedEntities, type Entity, type Place } from '../store/interaction-resolved.js';
import { createInteraction } from '../store/interactions.js';
import { readModal, type ModalInput } from '../store/modal-input.js';
import { projectUser } from '../store/project-user.js';
import type { MessageRecord, UserRecord } from '../store/records.js';
import { isSelect, readSelect } from '../store/select-input.js';
import { seesMessages } from '../store/text-places.js';
import type { World } from '../store/world.js';
import { InteractionHandle } from './interaction-handle.js';

/** How a component or a modal is used. */
export interface ComponentOptions {
  /** Sends what Discord's client would not: an unknown custom id, a disabled component, a message that is gone. */
  readonly force?: boolean;
}

/** Whether somebody sees a message: it is there, in a channel that he sees, and not private to somebody else. */
export function seesMessage(world: World, user: UserRecord, message: MessageRecord): boolean {
  const channel = world.channels.get(message.api.channel_id);
  if (!channel || channel.messages.get(message.api.id) !== message) return false;
  if (message.ephemeralFor !== null && message.ephemeralFor !== user.id) return false;
  return seesMessages(world, channel, user.id);
}

/**
 * Somebody clicks a button.
 *
 * @throws {InteractionRefusedError} when his client would not send it
 */
export function clickButton(
  world: World,
  user: UserRecord,
  message: MessageRecord,
  customId: string,
  options: ComponentOptions,
): InteractionHandle {
  const place = placeOf(world, user, message, options);
  const component = componentOf(message, customId, options);
  if (component && component.type !== ComponentType.Button) {
    throw new InteractionRefusedError('unknownComponent', `${customId} is no button`);
  }
  return sendComponent(place, message, { custom_id: customId, component_type: ComponentType.Button });
}

/**
 * Somebody chooses in a select menu.
 *
 * @throws {InteractionRefusedError} when his client would not send it
 */
export function chooseInSelect(
  world: World,
  user: UserRecord,
  message: MessageRecord,
  customId: string,
  values: readonly (string | Entity)[],
  options: ComponentOptions,
): InteractionHandle {
  const place = placeOf(world, user, message, options);
  const component = componentOf(message, customId, options);
  if (!component) {
    const forged = { custom_id: customId, component_type: ComponentType.StringSelect, values: values.map(idOf) };
    return sendComponent(place, message, forged);
  }
  if (!isSelect(component)) throw new InteractionRefusedError('unknownComponent', `${customId} is no select menu`);
  const resolved = new ResolvedEntities(place);
  const chosen = readSelect(component, values, { guild: place.guild, resolved, force: options.force ?? false });
  const entities = component.type === ComponentType.StringSelect ? {} : { resolved: resolved.data ?? {} };
  return sendComponent(place, message, {
    custom_id: customId,
    component_type: component.type,
    values: chosen,
    ...entities,
  });
}

function placeOf(world: World, user: UserRecord, message: MessageRecord, { force }: ComponentOptions): Place {
  const channel = world.channels.get(message.api.channel_id);
  if (!channel || (!force && channel.messages.get(message.api.id) !== message)) {
    throw new InteractionRefusedError('messageGone', message.api.id);
  }
  if (!force && !seesMessage(world, user, message)) throw new InteractionRefusedError('cannotSee', message.api.id);
  return { world, user, channel, guild: channel.guildId === null ? null : world.guild(channel.guildId) };
}

function componentOf(
  { api }: MessageRecord,
  customId: string,
  { force }: ComponentOptions,
): UsableComponent | undefined {
  const component = findComponent(api.components ?? [], customId);
  if (force) return component;
  if (!component) throw new InteractionRefusedError('unknownComponent', customId);
  if (component.disabled) throw new InteractionRefusedError('disabled', customId);
  return component;
}

function sendComponent(place: Place, message: MessageRecord, data: object): InteractionHandle {
  const { user, guild } = place;
  const record = createInteraction({
    ...place,
    type: InteractionType.MessageComponent,
    data: data as NonNullable<APIInteraction['data']>,
    source: message,
    metadata: (id): APIMessageComponentInteractionMetadata => ({
      id,
      type: InteractionType.MessageComponent,
      user: projectUser(user),
      authorizing_integration_owners: integrationOwners(guild),
      interacted_message_id: message.api.id,
    }),
  });
  return new InteractionHandle(record);
}

/**
 * Somebody fills in a modal that the bot has opened for him, and sends it. It stays open when that fails.
 *
 * @throws {InteractionRefusedError} when his client would not send it
 */
export function submitModal(
  world: World,
  user: UserRecord,
  modal: ModalRecord,
  input: ModalInput,
  options: ComponentOptions,
): InteractionHandle {
  const { opener, data, submission } = modal;
  const closed = submission !== null && submission.state !== 'failed';
  if (!options.force && (closed || opener.user.id !== user.id)) {
    throw new InteractionRefusedError('modalClosed', data.title);
  }
  const { channel, guild, source } = opener;
  const place: Place = { world, user, channel, guild };
  const resolved = new ResolvedEntities(place);
  const components = readModal(data.components, input, { guild, resolved, force: options.force ?? false });
  const record = createInteraction({
    ...place,
    type: InteractionType.ModalSubmit,
    data: { custom_id: data.custom_id, components, ...(resolved.data && { resolved: resolved.data }) },
    source,
    metadata: (id) => modalMetadata(id, user, modal),
  });
  modal.submission = record;
  return new InteractionHandle(record);
}

function modalMetadata(id: string, user: UserRecord, { opener }: ModalRecord): APIMessageInteractionMetadata {
  return {
    id,
    type: InteractionType.ModalSubmit,
    user: projectUser(user),
    authorizing_integration_owners: integrationOwners(opener.guild),
    ...(opener.metadata && { triggering_interaction_metadata: opener.metadata }),
  } as APIMessageInteractionMetadata;
}
