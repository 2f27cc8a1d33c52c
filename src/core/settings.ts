import { ChannelType } from 'discord.js';
import { defineSettings } from '../settings/section.js';

/** What each guild sets for the framework itself. */
export const generalSettings = defineSettings({
  key: 'core',
  title: 'General',
  description: 'Who may use /sudo, and where notices go.',
  fields: {
    sudo_roles: {
      kind: 'roles',
      default: [],
      label: 'Sudo roles',
      description: 'Members with one of these roles are sudo, besides those with Manage Server.',
    },
    notice_channel: {
      kind: 'channel',
      default: null,
      types: [ChannelType.GuildText],
      label: 'Notice channel',
      description: 'Where I say what went wrong. Without it: the system messages channel of this server.',
    },
  },
});
