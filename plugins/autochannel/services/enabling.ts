import { ChannelType, type Guild, type GuildBasedChannel } from 'discord.js';
import type { PluginContext } from 'roomkeeper';
import { refusals, type EnableFacts } from '../domain/admissible.js';
import { checkPattern, firstNumber } from '../domain/naming.js';
import {
  mergeSettings,
  newSettings,
  outOfRange,
  type SettingsChange,
  type SettingsDefaults,
} from '../domain/settings.js';
import * as messages from '../messages.js';
import type { Breakouts } from './breakouts.js';
import { voiceChannel } from './guild-view.js';
import type { Health } from './health.js';
import { queueKey } from './lifetime.js';
import type { Serving } from './serving.js';
import type { Source, Sources } from './sources.js';

/** What an admin asks for. Channels may be of any kind, and from anywhere: a forged request is checked like any other. */
export interface EnableRequest {
  readonly guild: Guild;
  readonly channel: ChosenChannel;
  readonly categories: readonly ChosenChannel[];
  readonly template: ChosenChannel | null;
  readonly change: SettingsChange;
  /** The display name of whoever asks, as an example of `{user}`. */
  readonly userName: string;
}

/** A channel as an interaction names it. */
export interface ChosenChannel {
  readonly id: string;
  readonly name: string;
  readonly type: ChannelType;
}

export interface EnablingParts {
  readonly sources: Sources;
  readonly breakouts: Breakouts;
  readonly health: Health;
  readonly serving: Serving;
  readonly defaults: SettingsDefaults;
}

/** Makes voice channels sources. */
export class Enabling {
  readonly #context: PluginContext;
  readonly #parts: EnablingParts;

  public constructor(context: PluginContext, parts: EnablingParts) {
    this.#context = context;
    this.#parts = parts;
  }

  /** @returns what the admin is told. Nothing is stored when something is wrong. */
  public async enable(request: EnableRequest): Promise<string> {
    const faults = this.#faults(request);
    if (faults.length > 0) return faults.join('\n');
    // Within the queue from here on: of two admins at once, the second one changes what the first one has stored.
    return this.#context.queue.run(queueKey(request.guild.id), () => this.#store(request));
  }

  async #store({ guild, channel, change }: EnableRequest): Promise<string> {
    const { sources, breakouts, health } = this.#parts;
    const before = sources.get(channel.id);
    const settings = before ? mergeSettings(before, change) : newSettings(change, this.#parts.defaults);
    const missing = health.missingAnywhere(guild, { channelId: channel.id, ...settings });
    if (missing.length > 0) return messages.missingPermissions(missing);
    const source = await sources.store(guild.id, channel.id, settings, this.#context.clock.now());
    if (!before) await breakouts.takeBack(source);
    this.#serveInBackground(guild, source);
    const told = before ? messages.updated(channel.id, settings) : messages.enabled(channel.id, settings);
    const live = voiceChannel(guild, channel.id);
    return [told, ...(live ? health.explainDropped({ guild, source, channel: live }) : [])].join('\n');
  }

  #faults(request: EnableRequest): string[] {
    const { channel, change } = request;
    return [
      ...refusals(this.#facts(request)).map((refusal) => messages.refused(refusal, channel.id)),
      ...outOfRange(change).map(messages.outOfRange),
      ...this.#patternFaults(request),
    ];
  }

  #facts({ guild, channel, categories, template }: EnableRequest): EnableFacts {
    const guildOf = (chosen: ChosenChannel): string => (guild.channels.cache.has(chosen.id) ? guild.id : '');
    return {
      guildId: guild.id,
      channel: {
        guildId: guildOf(channel),
        type: kindOf(channel),
        isAfkChannel: guild.afkChannelId === channel.id,
        role: this.#roleOf(channel.id),
      },
      categories: categories.map((category) => ({
        id: category.id,
        guildId: guildOf(category),
        isCategory: category.type === ChannelType.GuildCategory,
      })),
      template: template && {
        id: template.id,
        guildId: guildOf(template),
        isVoice: template.type === ChannelType.GuildVoice,
      },
    };
  }

  #roleOf(channelId: string): EnableFacts['channel']['role'] {
    const role = this.#context.channels.get(channelId);
    if (!role) return null;
    return role.plugin === 'autochannel' && role.role === 'source' ? 'own-source' : role;
  }

  #patternFaults({ channel, change, userName }: EnableRequest): string[] {
    const before = this.#parts.sources.get(channel.id);
    const { pattern, startAt } = before ? mergeSettings(before, change) : newSettings(change, this.#parts.defaults);
    const check = checkPattern(pattern, { name: channel.name, n: firstNumber(pattern, startAt), user: userName });
    return check.ok ? [] : [messages.patternRefused(check.reason, pattern, check.text)];
  }

  /** Whoever sits in the channel already is served; the admin's answer does not wait for that. */
  #serveInBackground(guild: Guild, source: Source): void {
    this.#parts.serving.serveAll(guild, source.channelId).catch((error: unknown) => {
      this.#context.log.error(
        { guild: guild.id, channel: source.channelId, error },
        'Waiting members could not be served',
      );
    });
  }
}

function kindOf({ type }: Pick<GuildBasedChannel, 'type'> | ChosenChannel): 'voice' | 'stage' | 'other' {
  if (type === ChannelType.GuildVoice) return 'voice';
  return type === ChannelType.GuildStageVoice ? 'stage' : 'other';
}
