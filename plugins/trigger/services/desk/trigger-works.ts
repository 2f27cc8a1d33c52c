import { DiscordAPIError, RESTJSONErrorCodes, type Guild, type GuildMember } from 'discord.js';
import type { NamesOf } from '../../description-messages.js';
import { triggers } from '../../trigger-messages.js';
import { test } from '../../test-messages.js';
import type { View } from '../../views/components.js';
import { testView } from '../../views/test-view.js';
import type { Admin } from '../admin/admin.js';
import type { Ref } from '../admin/inputs.js';
import type { Drafts } from './drafts.js';
import { textIn, type Given } from './given.js';
import type { Order } from './order.js';
import { isVoice } from './reading-conditions.js';
import { refused } from './refusing.js';
import { triggerIn, triggerPatchIn } from './reading-triggers.js';
import type { Showing } from './showing.js';

export interface TriggerWorkParts {
  readonly admin: Admin;
  readonly drafts: Drafts;
  readonly showing: Showing;
  readonly names: (guildId: string) => Promise<NamesOf>;
}

/** What `/trigger` does. */
export class TriggerWorks {
  readonly #parts: TriggerWorkParts;

  public constructor(parts: TriggerWorkParts) {
    this.#parts = parts;
  }

  public async create(order: Order): Promise<View> {
    const { admin, showing } = this.#parts;
    const { guild, member } = order;
    const made = await admin.triggers.create(member, triggerIn(order));
    return showing.one(guild, 'trigger', made.id, 0, [triggers.created(made)]);
  }

  public async edit(order: Order): Promise<View> {
    const { admin, showing } = this.#parts;
    const { guild, member, given } = order;
    admin.requireManager(member);
    const { trigger } = await admin.triggers.show(guild, textIn(given, 'trigger') ?? '');
    const patch = triggerPatchIn(order, trigger.condition.id);
    const edited = await admin.triggers.edit(member, trigger.id, patch);
    return showing.one(guild, 'trigger', edited.id, 0, [triggers.edited(edited)]);
  }

  /** What a form for an existing trigger begins with. */
  public async present({ guild, given }: Order): Promise<Given> {
    const { trigger } = await this.#parts.admin.triggers.show(guild, textIn(given, 'trigger') ?? '');
    const { name, condition } = trigger;
    return { ...given, name, ...(isVoice(condition.id) ? {} : { parameter: condition.parameter }) };
  }

  /** Enables or disables a trigger. */
  public async switch({ guild, member }: Order, ref: Ref, on: boolean): Promise<View> {
    const { admin, showing } = this.#parts;
    const switched = await (on ? admin.triggers.enable(member, ref) : admin.triggers.disable(member, ref));
    const note = on ? triggers.enabled(switched) : triggers.disabled(switched);
    return showing.one(guild, 'trigger', switched.id, 0, [note]);
  }

  /** What a message would do. @param draftId - Under which the test is kept, for its pages. */
  public async test(order: Order, page = 0, draftId?: string): Promise<View> {
    const { guild, member, given } = order;
    const { admin, drafts, names } = this.#parts;
    admin.requireManager(member);
    const channelId = textIn(given, 'channel') ?? order.channelId;
    const channel = guild.channels.cache.get(channelId);
    if (channel === undefined || !channel.isTextBased()) throw refused(test.notWritten(channelId));
    const userId = textIn(given, 'member') ?? member.id;
    const writer = userId === member.id ? member : await memberOf(guild, userId);
    const text = textIn(given, 'text') ?? '';
    const tested = await admin.triggers.test(guild, text, channel, writer);
    const kept = { ...given, channel: channelId };
    const id = drafts.keep({ line: 'trigger test', guildId: guild.id, userId: member.id, given: kept }, draftId);
    return testView({ text, channelId, userId }, tested, await names(guild.id), id, page);
  }
}

const unknown = new Set<number | string>([RESTJSONErrorCodes.UnknownMember, RESTJSONErrorCodes.UnknownUser]);

/** @throws {UserError} when Discord says that there is no such member. */
async function memberOf(guild: Guild, userId: string): Promise<GuildMember> {
  try {
    return await guild.members.fetch(userId);
  } catch (error) {
    const gone = error instanceof DiscordAPIError && unknown.has(error.code);
    throw gone ? refused(test.notAMember) : error;
  }
}
