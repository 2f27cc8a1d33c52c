import { TEXTS_LIMIT } from './domain/actions/message.js';
import type { FormField, Line } from './services/desk/fields.js';

/** What forms say, and what becomes of what was typed into them. */

interface FieldLook {
  /** At most 45 characters. */
  readonly label: string;
  /** At most 100 characters. */
  readonly description?: string;
}

const duration = 'Like 90m, 1d 12h or 30s.';
const roles = 'Mentions or ids of roles, one after the other.';
const texts = 'Several: put a line with only --- between them.';

export const form = {
  titles: {
    'trigger create': 'New trigger',
    'trigger edit': 'Change a trigger',
    'action create': 'New action',
    'action edit': 'Change an action',
    'action add-texts': 'More texts',
    'action replace-text': 'Change a text',
    'rolegroup create': 'New role group',
    'rolegroup edit': 'Change a role group',
    'blacklist add': 'Blacklist',
  } satisfies Record<Line, string>,
  fields: {
    name: { label: 'Name', description: 'Up to 32 characters.' },
    parameter: { label: 'Parameter', description: 'The text, word, pattern, emoji or duration that it waits for.' },
    trigger: { label: 'Trigger', description: 'Its name or number.' },
    action: { label: 'Action', description: 'Its name or number.' },
    run: { label: 'What the new trigger runs', description: 'The name or number of an action.' },
    group: { label: 'Role group', description: 'Its name or number.' },
    next: { label: 'Next action', description: 'What runs after it: its name or number.' },
    add_text: { label: 'Text', description: 'One more text to pick from.' },
    emoji: { label: 'Emoji' },
    roles: { label: 'Roles', description: roles },
    add_roles: { label: 'Roles that come in', description: roles },
    remove_roles: { label: 'Roles that go out', description: roles },
    message: { label: 'Message', description: 'A link to it, or its id.' },
    lifetime: { label: 'Lifetime', description: duration },
    duration: { label: 'Duration', description: duration },
    all_roles: { label: 'All of these roles', description: roles },
    any_role: { label: 'One of these roles', description: roles },
    no_role: { label: 'None of these roles', description: roles },
    account_age: { label: 'Age of the account', description: duration },
    membership_age: { label: 'Time in this server', description: duration },
    cooldown: { label: 'Cooldown per member', description: duration },
    channel_cooldown: { label: 'Cooldown per channel', description: duration },
    server_cooldown: { label: 'Cooldown in the server', description: duration },
    texts_1: { label: 'Text', description: texts },
    texts_2: { label: 'More texts', description: `One of up to ${TEXTS_LIMIT} is sent, at random.` },
    texts_3: { label: 'More texts' },
    texts_4: { label: 'More texts' },
    texts_5: { label: 'More texts' },
  } satisfies Record<FormField, FieldLook> as Record<FormField, FieldLook>,
  oneText: {
    label: 'Text',
    description: 'Up to 2,000 characters. {user}, {channel}, {match} and the like are filled in.',
  },
  parameters: {
    command: { label: 'Word', description: 'What follows the prefix: one word, up to 32 characters.' },
    text: { label: 'Text', description: 'Up to 1,000 characters.' },
    regex: { label: 'Pattern', description: 'RE2 syntax, up to 260 characters. No look-around, no back-references.' },
    reaction: { label: 'Emoji', description: 'The emoji itself, or the id of one of this server. Empty: any.' },
    interval: { label: 'Every', description: 'From 5m to 31d, like 90m or 1d 12h.' },
  } satisfies Record<string, FieldLook>,
} as const;

export const draft = {
  again: 'Edit again',
  typed: '**What you typed**',
  kept: (until: number): string => `-# I keep this for you until <t:${Math.floor(until / 1000)}:t>.`,
  notSaved: '-# Nothing was saved.',
  unexpected: 'Something went wrong, and I cannot say whether it was saved. Look before you send it again.',
  expired:
    'This form was open for more than 15 minutes, or I was restarted meanwhile: I no longer know what it was for. Nothing was saved. Use the command again; what you typed is here to copy.',
  expiredAgain:
    'I kept what you typed for 15 minutes, and they are over. Nothing was saved. Copy what you need from above, and use the command again.',
  expiredTest: 'This test is more than 15 minutes old. Use `/trigger test` again.',
  tooLate: 'That took too long for Discord to open a form. Please try again.',
} as const;
