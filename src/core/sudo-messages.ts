/** Every sentence of `/sudo` that a user can see. */
export const sudoMessages = {
  menu: {
    text: (server: string): string => `## ${server}\nWhat would you like to do?`,
    placeholder: 'Choose…',
    settings: { label: 'Settings', description: 'What this server has set, and how to change it.' },
    log: { label: 'Log', description: 'Who changed what, and when.' },
  },
  settings: { text: '## Settings\nWhich ones?', placeholder: 'Choose…' },
  section: {
    text: (title: string, description: string): string => `## ${title}\n${description}\n`,
    line: (label: string, value: string): string => `- **${label}**: ${value}`,
    byDefault: (value: string): string => `${value} (default)`,
    more: (count: number): string => `- …and ${count} more, which you find in the list below.`,
    change: 'Change a setting…',
    reset: 'Back to the default…',
    resetTo: (value: string): string => `Default: ${value}`,
  },
  field: {
    text: (title: string, label: string, description: string, value: string): string =>
      `## ${title} › ${label}\n${description}\nAt present: ${value}`,
    choose: 'Choose…',
    chooseRoles: 'Choose roles; none to clear it…',
    chooseRole: 'Choose a role; none to clear it…',
    chooseChannel: 'Choose a channel; none to clear it…',
    on: 'On',
    off: 'Off',
    byDefault: (value: string): string => `Back to the default (${value})`,
    plainDefault: 'Back to the default',
  },
  form: {
    numberHint: (range: string, byDefault: string): string => `${range}. Empty: the default, ${byDefault}`,
    wordsHint: (max: number): string => `Up to ${max}, with commas or line breaks between them. Empty: none`,
  },
  changed: (label: string, before: string, now: string): string =>
    `✅ **${label}** was ${before} and is now ${now}. This holds at once.\n`,
  unchanged: (label: string, value: string): string => `**${label}** is ${value} already. Nothing was changed.\n`,
  refused: (label: string, range: string, typed: string, hint: string): string =>
    [`**${label}** takes ${range}. You gave ${typed}, so nothing was changed.`, hint].filter(Boolean).join(' '),
  warning: (text: string): string => `⚠️ ${text}\n`,
  durationHint: 'Write it like `90s`, `5m` or `1h 30m`; a bare number is seconds.',
  everyone: (label: string): string =>
    `**${label}** cannot be @everyone: it would hold for each and every member. Nothing was changed.`,
  notOfThisServer: (label: string): string =>
    `**${label}** takes what is there on this server, of the kinds that the list offers. Nothing was changed. Please choose again.`,
  log: {
    heading: (page: number, pages: number): string => (pages === 1 ? '## Log' : `## Log, page ${page} of ${pages}`),
    empty: '## Log\nNothing has been logged on this server yet. Changes of settings appear here.',
    line: (at: number, who: string, text: string): string => `- <t:${Math.floor(at / 1000)}:R> ${who}: ${text}`,
    bot: 'the bot',
  },
  back: 'Back',
  backToSettings: 'Back to Settings',
  previous: 'Previous page',
  next: 'Next page',
  goneEntry:
    'This entry of `/sudo` is not there any more: its feature is off, or has changed. Please open `/sudo` anew.',
  gonePage: 'There is no such page any more. Please open `/sudo` anew.',
};
