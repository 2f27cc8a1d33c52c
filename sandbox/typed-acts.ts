import { ApplicationCommandOptionType, type APIApplicationCommandOption } from 'discord-api-types/v10';
import type { Demo } from './demo.js';
import type { InteractionHandle } from './people/interaction-handle.js';
import type { Person } from './people/person.js';
import type { ChannelRecord, MessageRecord } from './store/records.js';
import type { World } from './store/world.js';

/** What was typed cannot be done. The message says why, and what to type instead. */
export class TypedActError extends Error {
  override readonly name = 'TypedActError';
}

export const helpText = `
  who                                    who is where
  join ada General                       Ada joins a voice channel; leave ada
  say ada chat Hello there               Ada writes into a text channel
  play ada Minecraft                     Ada plays a game; without a game she stops
  mute ada, deafen ada                   what leads to nothing
  move olga ada "General #2"             Olga moves Ada, as a moderator; kick olga ada
  delete olga "General #2"               Olga deletes a channel by hand
  /autochannel list                      Olga uses a command; "ada /autochannel list" lets Ada try
  /autochannel enable voice_channel:General grace_period:10
  click olga autochannel:list-page:1:next   a button of the last message that Olga was shown
  kill, restart                          the bot is killed, and started again
  help, quit
`;

/** Lets the people of a demo do what somebody types. */
export class TypedActs {
  readonly #world: World;
  readonly #demo: Demo;
  /** The last message that each person was shown, by user id. */
  readonly #shown = new Map<string, MessageRecord>();

  public constructor(world: World, demo: Demo) {
    this.#world = world;
    this.#demo = demo;
  }

  /**
   * Does what a line says.
   *
   * @returns what there is to show, or null.
   * @throws {TypedActError} when it cannot be understood, and whatever Discord would refuse
   */
  public async act(line: string): Promise<string | null> {
    const words = split(line);
    const [verb = '', ...rest] = words;
    if (verb.startsWith('/')) return this.#slash(this.#demo.guild.owner, words);
    if (rest[0]?.startsWith('/')) return this.#slash(this.#person(verb), rest);
    if (verb === 'who') return this.#who();
    const [name, ...args] = rest;
    const person = this.#person(name);
    return this.#do(verb, person, args);
  }

  async #do(verb: string, person: Person, args: readonly string[]): Promise<string | null> {
    const [first, ...others] = args;
    switch (verb) {
      case 'join':
        person.join(this.#channel(first));
        return null;
      case 'leave':
        person.leave();
        return null;
      case 'mute':
        person.mute();
        return null;
      case 'deafen':
        person.deafen();
        return null;
      case 'say':
        person.say(this.#channel(first), others.join(' '));
        return null;
      case 'play':
        if (first === undefined) person.stopsPlaying();
        else person.plays(args.join(' '));
        return null;
      case 'move':
        person.move(this.#person(first), others[0] === undefined ? null : this.#channel(others[0]));
        return null;
      case 'kick':
        person.kick(this.#person(first));
        return null;
      case 'delete':
        person.deleteChannel(this.#channel(first));
        return null;
      case 'click':
        return this.#click(person, first ?? '');
      default:
        throw new TypedActError(`There is no "${verb}". Type help for what there is.`);
    }
  }

  async #slash(person: Person, words: readonly string[]): Promise<string> {
    const path = words.filter((word) => !word.includes(':'));
    const line = path.join(' ').replace(/^\//, '');
    const options = words.filter((word) => word.includes(':'));
    const types = optionTypes(this.#optionsOf(path.map((word) => word.replace(/^\//, ''))));
    const input = Object.fromEntries(options.map((word) => this.#option(word, types)));
    return this.#answerOf(person, await person.slash(line, input as never));
  }

  async #click(person: Person, customId: string): Promise<string> {
    const message = this.#shown.get(person.id);
    if (!message) throw new TypedActError(`${person.name} has been shown no message with buttons yet.`);
    return this.#answerOf(person, await person.click(message, customId));
  }

  async #answerOf(person: Person, handle: InteractionHandle): Promise<string> {
    await handle.response();
    const message = handle.replies.at(-1) ?? handle.original;
    if (!message) return `${person.name} gets no message.`;
    this.#shown.set(person.id, message);
    const buttons = JSON.stringify(message.api.components ?? []).matchAll(/"custom_id":"([^"]+)"/g);
    const ids = [...buttons].map(([, id]) => `[${id}]`).join(' ');
    return `${person.name} sees:\n${this.#readable(message.api.content)}${ids === '' ? '' : `\n${ids}`}`;
  }

  /** Names in place of mentions, and times in place of timestamps, as Discord's client shows them. */
  #readable(text: string): string {
    return text
      .replaceAll(/<#(\d+)>/g, (_, id: string) => `#${this.#world.channels.get(id)?.name ?? 'unknown'}`)
      .replaceAll(/<@(\d+)>/g, (_, id: string) => `@${this.#world.users.get(id)?.globalName ?? 'unknown'}`)
      .replaceAll(/<t:(\d+):R>/g, (_, time: string) => `at ${new Date(Number(time) * 1000).toLocaleTimeString()}`)
      .replaceAll(/\\([^\w\s])/g, '$1');
  }

  #option(word: string, types: ReadonlyMap<string, ApplicationCommandOptionType>): [string, unknown] {
    const at = word.indexOf(':');
    const name = word.slice(0, at);
    const text = word.slice(at + 1);
    switch (types.get(name)) {
      case ApplicationCommandOptionType.Channel:
        return [name, this.#channel(text)];
      case ApplicationCommandOptionType.User:
        return [name, this.#person(text)];
      case ApplicationCommandOptionType.Integer:
      case ApplicationCommandOptionType.Number:
        return [name, Number(text)];
      case ApplicationCommandOptionType.Boolean:
        return [name, text === 'true' || text === 'yes'];
      default:
        return [name, text];
    }
  }

  #optionsOf([name, ...path]: readonly string[]): readonly APIApplicationCommandOption[] {
    const commands = [...this.#world.application.commands.values()];
    let options = commands.find((command) => command.name === name)?.options ?? [];
    for (const step of path) {
      const next = options.find((option) => option.name === step);
      options = next && 'options' in next ? (next.options ?? []) : [];
    }
    return options;
  }

  #person(name: string | undefined): Person {
    const person = this.#demo.people.get((name ?? '').toLowerCase());
    if (person) return person;
    const names = [...this.#demo.people.values()].map((one) => one.name).join(', ');
    throw new TypedActError(`${name ? `There is no ${name}` : 'Say who'}. There are ${names}.`);
  }

  #channel(name: string | undefined): ChannelRecord {
    const channels = [...this.#demo.guild.record.channels.values()];
    const channel = channels.find((one) => one.name.toLowerCase() === (name ?? '').toLowerCase());
    if (channel) return channel;
    const names = channels.map((one) => one.name).join(', ');
    throw new TypedActError(`${name ? `There is no channel ${name}` : 'Say which channel'}. There are ${names}.`);
  }

  #who(): string {
    const lines = [...this.#demo.people.values()].map(
      (one) => `${one.name}: ${one.voiceChannel?.name ?? 'in no voice channel'}`,
    );
    return lines.join('\n');
  }
}

function optionTypes(options: readonly APIApplicationCommandOption[]): Map<string, ApplicationCommandOptionType> {
  return new Map(options.map(({ name, type }) => [name, type]));
}

/** Words, where quotes hold blanks together: `say ada "General #2" hi`, `voice_channel:"General #2"`. */
function split(line: string): string[] {
  return [...line.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ''));
}
