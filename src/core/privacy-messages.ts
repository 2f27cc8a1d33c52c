import type { Stored } from '../privacy/data-desk.js';

/** What the framework itself stores about people, as members read it. */
export const coreStored: readonly string[] = [
  'Who changed what on a server (settings, hubs, triggers, rooms given to somebody else), with the ids of the people concerned: for 90 days, unless the bot’s owner has set another time.',
  'Who last changed a setting of a server, as long as the bot is there.',
];

export const coreLost: readonly string[] = [
  'Logs of servers keep what was done, and no longer say who did it, or to whom.',
];

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);

const section = ({ plugin, sentences }: Stored): string => {
  const lines = sentences.length === 0 ? ['Nothing.'] : sentences;
  return [`**${plugin === 'core' ? 'The bot itself' : plugin}**`, ...lines.map((line) => `- ${line}`)].join('\n');
};

/** Every sentence of `/privacy` that a user can see. */
export const privacyMessages = {
  command: {
    description: 'What this bot stores about you, and how to have it deleted.',
    about: 'What this bot stores about people, and for how long.',
    export: 'Everything that this bot stores about you, on all servers, as a file.',
    delete: 'Delete what this bot stores about you, on all servers.',
    user: 'For the owner of this bot: the id of somebody else.',
  },
  about: {
    title: 'What I store about people',
    sections: (stored: readonly Stored[]): string => stored.map(section).join('\n'),
    guilds: (retention: number): string =>
      `Everything about a server is deleted ${retention === 0 ? 'as soon as' : `${days(retention)} after`} I am removed from it.`,
    more: 'Use `/privacy export` to get all that I have stored about you, and `/privacy delete` to have it deleted.',
    file: 'It is too much for a message: please read the file.',
    fileName: 'privacy.md',
  },
  exported: (userId: string, rows: number): string =>
    rows === 0
      ? `Nothing is stored about <@${userId}>, on any server. The file says so too.`
      : `All that I store about <@${userId}>, on all servers, is in this file: ${rows === 1 ? '1 entry' : `${rows} entries`}.`,
  exportName: (userId: string): string => `roomkeeper-${userId}.json`,
  question: (userId: string, own: boolean, lost: readonly string[]): string =>
    [
      own ? '## Delete your data?' : `## Delete the data of <@${userId}>?`,
      'What I have stored is deleted on all servers, for good:',
      ...lost.map((sentence) => `- ${sentence}`),
      own
        ? 'What others have set against you stays, such as blocks and entries of blacklists: please ask the people who run the server about it. So does what is in use right now; I tell you what that is.'
        : 'What others have set against them goes too, such as blocks and entries of blacklists. What is in use right now stays; I tell you what that is.',
    ].join('\n'),
  yes: 'Delete',
  no: 'Keep it',
  keptAll: 'Nothing was deleted.',
  deleted: (userId: string, own: boolean, kept: readonly string[]): string =>
    [
      own ? '✅ Your data are deleted.' : `✅ The data of <@${userId}> are deleted.`,
      ...(kept.length === 0 ? [] : ['What had to stay:', ...kept.map((sentence) => `- ${sentence}`)]),
    ].join('\n'),
  more: (count: number): string => `- …and ${count} more of the kind.`,
  notAnId:
    'The id of a user is a number of 17 to 20 digits. Turn on Developer Mode in your settings, right-click somebody, and choose *Copy User ID*. Nothing was done.',
};
