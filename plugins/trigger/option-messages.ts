import { escapeText } from 'roomkeeper';

/** What people are told about the options that they filled in. */

const named = (options: readonly string[]): string =>
  new Intl.ListFormat('en').format(options.map((option) => `\`${option}\``));

const shown = (typed: string): string => {
  const short = typed.length > 60 ? `${typed.slice(0, 59).toWellFormed()}…` : typed;
  return `“${escapeText(short)}”`;
};

export const optionFaults = {
  notADuration: (option: string, typed: string): string =>
    `\`${option}\`: ${shown(typed)} is no length of time. Write it like \`90m\`, \`1d 12h\` or \`30s\`.`,
  noRoles: (option: string, strangers: readonly string[]): string =>
    `\`${option}\`: ${strangers.slice(0, 3).map(shown).join(', ')} ${strangers.length === 1 ? 'is no role' : 'are no roles'}. Type @ and pick the roles from the list, one after the other.`,
  emptyRoles: (option: string): string =>
    `\`${option}\`: there is no role in it. Type @ and pick the roles from the list, one after the other.`,
  unknownRoles: (option: string, ids: readonly string[]): string =>
    `\`${option}\`: this server has no role with the id ${ids
      .slice(0, 3)
      .map((id) => `\`${id}\``)
      .join(', ')}.`,
  scopeNeedsChannel:
    '`scope` is one channel, but `channel` says nothing. Choose the channel, or leave `scope` out for the whole server.',
  scopeNeedsMessage: '`scope` is one message, but `message` says nothing. Give a link to the message.',
  scopeTooWide: (options: readonly string[]): string =>
    `\`scope\` is the whole server, but ${named(options)} ${options.length === 1 ? 'narrows' : 'narrow'} it. Leave one of them out.`,
  scopeIsMessage: '`scope` is one channel, but `message` names one message. Leave `scope` out, or leave `message` out.',
  voiceOnMessage:
    'Joining and leaving a voice channel has to do with no message. Leave `message` out; `channel` narrows it to one voice channel.',
  lifetimeOfPersistent:
    '`lifetime` is for triggers that do not stay. Set `persistence` to temporary or oneshot, or leave `lifetime` out.',
  notForKind: (options: readonly string[], kind: string): string =>
    `${named(options)} ${options.length === 1 ? 'makes' : 'make'} no sense for an action of the kind **${kind}**. Leave ${options.length === 1 ? 'it' : 'them'} out, or choose another kind.`,
  missingForKind: (options: readonly string[], kind: string): string =>
    `An action of the kind **${kind}** needs ${named(options)} as well.`,
  replyElsewhere:
    '`reply` answers the message where it stands, so it cannot go to another `channel`. Leave one of the two out.',
  anywhereElsewhere: '`anywhere` writes where it happened, `channel` in one channel. Leave one of the two out.',
  noChoice: (option: string): string => `\`${option}\`: that is none of the choices. Pick one from the list.`,
  nothingToChange: 'There is nothing to change: fill in at least one option next to the name.',
  notInGroup: (ids: readonly string[]): string =>
    `\`remove_roles\`: ${ids
      .slice(0, 3)
      .map((id) => `<@&${id}>`)
      .join(', ')} ${ids.length === 1 ? 'is' : 'are'} not in this group. \`/rolegroup show\` shows its roles.`,
  rolesBoth: '`add_roles` and `remove_roles` name the same role. Take it out of one of the two.',
  tooManyTexts: (texts: number, limit: number): string =>
    `That would be ${texts} texts, and an action can have ${limit}. Take some out.`,
} as const;
