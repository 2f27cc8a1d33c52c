/** Every sentence that a user can see. */

export const WITHOUT_MEMBERS = 'New members are not greeted.';

export const command = {
  description: 'Greet new members.',
  set: 'Greet new members in a channel, from now on.',
  channel: 'Where they are greeted.',
  off: 'Greet nobody any more.',
};

export const answers = {
  set: (channelId: string): string => `✅ I greet new members in <#${channelId}>.`,
  off: '✅ I greet nobody any more.',
  wasOff: 'I greet nobody here. `/greeter set` changes that.',
  late: 'That was a while ago: the greeting is over. Please say hi yourself.',
};

export const greeting = {
  welcome: (userId: string): string => `👋 Welcome, <@${userId}>!`,
  said: (userId: string, count: number): string =>
    `${greeting.welcome(userId)} ${count === 1 ? 'Somebody says' : `${count} people say`} hi.`,
  button: 'Say hi',
  reminder: (userId: string, joinedAt: Date): string =>
    `<@${userId}> joined <t:${Math.floor(joinedAt.getTime() / 1000)}:R>. Do they know their way around?`,
};

/** What `/privacy` says of this plugin. */
export const personal = {
  stored: ['Who joined a server that greets, when, and how many said hi: until the server is reminded of them.'],
  lost: ['The server is not reminded of a new member any more.'],
};
