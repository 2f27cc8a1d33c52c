import { ApplicationCommandOptionType, type APIApplicationCommandOption } from 'discord-api-types/v10';
import type { Demo } from './demo.js';
import type { InteractionHandle } from './people/interaction-handle.js';
import type { Person } from './people/person.js';
import type { ChannelRecord, MessageRecord } from './store/records.js';
import type { World } from './store/world.js';
import type { Entity } from './store/interaction-resolved.js';
import { shownForm, shownMessage } from './shown-message.js';
import { TypedActError, TypedControls } from './typed-controls.js';

export const helpText = `
  who                                    who is where
  join ada General                       Ada joins a voice channel; leave ada
  say ada chat Hello there               Ada writes into a text channel
  play ada Minecraft                     Ada plays a game; without a game she stops
  look ada                               the newest message with buttons where Ada is; look ada chat
  click ada Unlocked                     a button of the message that Ada was shown last
  choose ada Templates Chill             an entry of a select; people, roles and channels by name
  fill ada "Friday raid"                 the form that opened for Ada, field by field, and she sends it
  mute ada, deafen ada                   what leads to nothing
  move olga ada "General #2"             Olga moves Ada, as a moderator; kick olga ada
  delete olga "General #2"               Olga deletes a channel by hand
  /sudo                                  Olga uses a command; "ada /voice" lets Ada use one
  /autochannel enable voice_channel:General grace_period:10
  /action create name:hello kind:message text:Hello there!
  /trigger create name:hello condition:contains parameter:hi action:hello
                                         and "say ada chat hi" is answered
  kill, restart                          the bot is killed, and started again
  help, quit
`;

/** Lets the people of a demo do what somebody types. */
export class TypedActs {
  readonly #world: World;
  readonly #demo: Demo;
  readonly #controls: TypedControls;

  public constructor(world: World, demo: Demo) {
    this.#world = world;
    this.#demo = demo;
    this.#controls = new TypedControls((name) => this.#entity(name));
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
      case 'look':
        return this.#look(person, first);
      case 'click':
        return this.#answerOf(person, await this.#controls.click(person, args.join(' ')));
      case 'choose':
        return this.#answerOf(person, await this.#controls.choose(person, args));
      case 'fill':
        return this.#answerOf(person, await this.#controls.fill(person, args));
      default:
        throw new TypedActError(`There is no "${verb}". Type help for what there is.`);
    }
  }

  /** As in Discord's client, a value reaches to the next option: `text:Hello there!`. */
  async #slash(person: Person, words: readonly string[]): Promise<string> {
    const first = words.findIndex((word) => word.includes(':'));
    const path = words.slice(0, first === -1 ? undefined : first).map((word) => word.replace(/^\//, ''));
    const types = optionTypes(this.#optionsOf(path));
    const typed: string[] = [];
    for (const word of words.slice(path.length)) {
      const begins = typed.length === 0 || types.has(word.slice(0, Math.max(0, word.indexOf(':'))));
      if (begins) typed.push(word);
      else typed.push(`${typed.pop()} ${word}`);
    }
    const input = Object.fromEntries(typed.map((word) => this.#option(word, types)));
    return this.#answerOf(person, await person.slash(path.join(' '), input as never));
  }

  async #answerOf(person: Person, handle: InteractionHandle): Promise<string> {
    await handle.response();
    if (handle.modal) {
      this.#controls.opened(person, handle.modal);
      return shownForm(handle.modal.data, this.#world);
    }
    const message = handle.replies.at(-1) ?? handle.original;
    return message ? this.#sees(person, message) : `${person.name} gets no message.`;
  }

  #look(person: Person, name: string | undefined): string {
    const channels = [...this.#demo.guild.record.channels.values()];
    const here = name === undefined ? channels : [this.#channel(name)];
    const messages = here.flatMap((channel) => [...channel.messages.values()]).filter((one) => person.sees(one));
    const withButtons = messages.filter(({ api }) => (api.components ?? []).length > 0);
    const newest = (withButtons.length > 0 ? withButtons : messages).toSorted(byId).at(-1);
    return newest ? this.#sees(person, newest) : `${person.name} sees no message${name ? ` in ${name}` : ''}.`;
  }

  #sees(person: Person, message: MessageRecord): string {
    this.#controls.shown(person, message);
    return `${person.name} sees:\n${shownMessage(message.api, this.#world)}`;
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
      case ApplicationCommandOptionType.Role:
      case ApplicationCommandOptionType.Mentionable:
        return [name, this.#entity(text)];
      default:
        return [name, this.#withMentions(text)];
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

  /** As Discord's client sends what was typed: `@Name` of a role or a member is a mention. */
  #withMentions(text: string): string {
    return text.replace(/@(\w+)/g, (typed, name: string) => {
      const role = [...this.#demo.guild.record.roles.values()].find(
        (one) => one.name.toLowerCase() === name.toLowerCase(),
      );
      if (role) return `<@&${role.id}>`;
      const person = this.#demo.people.get(name.toLowerCase());
      return person ? `<@${person.id}>` : typed;
    });
  }

  /** Somebody, a role or a channel, by name. */
  #entity(name: string): Entity {
    const wanted = name.toLowerCase().replace(/^[@#]/, '');
    const { channels, roles } = this.#demo.guild.record;
    const found = [...roles.values(), ...channels.values()].find((one) => one.name.toLowerCase() === wanted);
    return this.#demo.people.get(wanted) ?? found ?? this.#person(name);
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

function byId(one: MessageRecord, other: MessageRecord): number {
  return BigInt(one.api.id) < BigInt(other.api.id) ? -1 : 1;
}
