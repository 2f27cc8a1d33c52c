import { ApplicationCommandOptionType as OptionType } from 'discord-api-types/v10';

const row = (...components: object[]) => ({ type: 1, components });
const text = (content: string) => ({ type: 10, content });
const picture = 'https://picture.invalid/none.png';
const words = [
  { label: 'One', value: '1', description: 'The first' },
  { label: 'Two', value: '2', emoji: { name: '✌️' } },
];

/** Components of every kind that stand in messages. */
export const everything = {
  buttons: row(
    ...['Primary', 'Secondary', 'Success', 'Danger'].map((label, index) => ({
      type: 2,
      style: index + 1,
      label,
      custom_id: label.toLowerCase(),
    })),
  ),
  moreButtons: row(
    { type: 2, style: 5, label: 'Link', url: 'https://example.com/' },
    { type: 2, style: 2, label: 'Off', emoji: { name: '🎉' }, custom_id: 'off', disabled: true },
  ),
  selects: [
    row({ type: 3, custom_id: 'word', placeholder: 'A word', options: words }),
    row({ type: 5, custom_id: 'people', placeholder: 'People', max_values: 3 }),
    row({ type: 6, custom_id: 'role', placeholder: 'A role' }),
    row({ type: 7, custom_id: 'anybody', placeholder: 'Anybody' }),
    row({ type: 8, custom_id: 'place', placeholder: 'A place', channel_types: [2] }),
  ],
  layout: [
    {
      type: 17,
      accent_color: 0x33_66_99,
      components: [
        text('# Big words\n**Bold** and *slanted*\n- a list\n> a quote'),
        { type: 14, spacing: 2 },
        {
          type: 9,
          components: [text('A section')],
          accessory: { type: 2, style: 2, label: 'Beside', custom_id: 'beside' },
        },
        {
          type: 9,
          components: [text('Another')],
          accessory: { type: 11, media: { url: picture }, description: 'A small picture' },
        },
        { type: 14, divider: false },
        {
          type: 12,
          items: [
            { media: { url: picture }, description: 'First of two' },
            { media: { url: picture }, description: 'Second of two', spoiler: true },
          ],
        },
      ],
    },
  ],
  embed: {
    title: 'Of an embed',
    description: 'Its text',
    color: 0x33_99_66,
    fields: [{ name: 'A field', value: 'Its value' }],
    footer: { text: 'Its foot' },
  },
};

const label = (name: string, component: object) => ({ type: 18, label: name, component });

/** A form with a field of every kind. */
export const everyField = {
  custom_id: 'form',
  title: 'Everything',
  components: [
    label('A line', { type: 4, style: 1, custom_id: 'line' }),
    label('A paragraph', { type: 4, style: 2, custom_id: 'paragraph' }),
    label('A word', { type: 3, custom_id: 'word', options: words }),
    label('A member', { type: 5, custom_id: 'member' }),
    label('A place', { type: 8, custom_id: 'place' }),
  ],
};

/** A form with the fields for which the first one has no place. */
export const moreFields = {
  custom_id: 'more',
  title: 'More',
  components: [
    label('A colour', {
      type: 21,
      custom_id: 'colour',
      options: [
        { label: 'Red', value: 'red' },
        { label: 'Blue', value: 'blue' },
      ],
    }),
    label('Drinks', {
      type: 22,
      custom_id: 'drinks',
      options: [
        { label: 'Tea', value: 'tea' },
        { label: 'Milk', value: 'milk' },
      ],
    }),
    label('Agreed', { type: 23, custom_id: 'agreed' }),
    label('A file', { type: 19, custom_id: 'file' }),
    label('Somebody', { type: 7, custom_id: 'somebody' }),
  ],
};

/** A command with an option for which the bot suggests values, and a number. */
export const ping = {
  name: 'ping',
  description: 'Answers pong',
  options: [
    { type: OptionType.String, name: 'word', description: 'What it answers', required: true, autocomplete: true },
    { type: OptionType.Integer, name: 'times', description: 'How often', min_value: 1, max_value: 9 },
  ],
};
