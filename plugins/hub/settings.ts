import { ChannelType } from 'discord.js';
import { defineSettings } from 'roomkeeper';
import { defaultSettings } from './domain/room.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What each guild sets for its rooms, under `/sudo` → Settings → Voice. */
export const voiceSettings = defineSettings({
  key: 'voice',
  title: 'Voice',
  description: 'Rooms: how long they and their owners are waited for, names, text channels, who is shut out.',
  fields: {
    owner_grace: {
      kind: 'duration',
      label: 'Owner grace',
      description: 'How long a room waits for an owner who left. 0: it passes on at once.',
      default: defaultSettings.graceMs,
      min: 0,
      max: 24 * HOUR,
    },
    acting_window: {
      kind: 'duration',
      label: 'Acting owner window',
      description: 'How long an acting owner who left may step back in.',
      default: defaultSettings.actingWindowMs,
      min: 0,
      max: 10 * MINUTE,
    },
    cleanup_delay: {
      kind: 'duration',
      label: 'Cleanup delay',
      description: 'How long an empty room stays before its channels are deleted.',
      default: defaultSettings.cleanupDelayMs,
      min: 0,
      max: 24 * HOUR,
    },
    claim_protection: {
      kind: 'duration',
      label: 'Claim protection',
      description: 'How long a room cannot be claimed after sudo gave it to somebody absent.',
      default: defaultSettings.claimProtectionMs,
      min: 0,
      max: 24 * HOUR,
    },
    text: {
      kind: 'choice',
      label: 'Text of rooms',
      description: 'Where a room has its text and its panel. For rooms that open from now on.',
      default: defaultSettings.text,
      choices: [
        { value: 'channel', label: 'Private text channel', description: 'Only members of the room see it.' },
        { value: 'voice-chat', label: 'Chat of the voice channel', description: 'Half the channels.' },
        { value: 'none', label: 'None', description: 'No text and no panel; /voice works.' },
      ],
    },
    show_game_in: {
      kind: 'choice',
      label: 'Show the game in',
      description: 'Where the game that most members play is shown.',
      default: defaultSettings.showGameIn,
      choices: [
        { value: 'name', label: 'Channel name' },
        { value: 'status', label: 'Channel status', description: 'Not limited as names are.' },
        { value: 'both', label: 'Name and status' },
      ],
    },
    banned_words: {
      kind: 'words',
      label: 'Banned words',
      description: 'Words that no room’s name may hold.',
      default: [],
      max: 200,
    },
    target_role: {
      kind: 'role',
      label: 'Role that lock and hide shut out',
      description: 'Instead of @everyone, for servers whose members all have a role.',
      default: null,
    },
    on_hub_deleted: {
      kind: 'choice',
      label: 'When a hub is deleted by hand',
      description: 'Whether it is made anew (once), or is a hub no longer.',
      default: defaultSettings.onHubDeleted,
      choices: [
        { value: 'recreate', label: 'Make it anew' },
        { value: 'unregister', label: 'Take it off the list' },
      ],
    },
    category: {
      kind: 'channel',
      label: 'Category of new hubs',
      description: 'Where /sudo creates hubs; rooms stand where their hub stands.',
      default: null,
      types: [ChannelType.GuildCategory],
    },
    /** Stored as `voice.guild_lockdown_until`. */
    guild_lockdown_until: { kind: 'moment', default: null },
    /** When the hubs that the environment names were registered. */
    hubs_seeded_at: { kind: 'moment', default: null },
  },
});
