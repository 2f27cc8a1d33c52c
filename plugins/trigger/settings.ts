import { defineSettings } from 'roomkeeper';

/** What each guild sets for its triggers, under `/sudo` → Settings → Triggers. */
export const triggerSettings = defineSettings({
  key: 'triggers',
  title: 'Triggers',
  description: "What the server's own commands begin with.",
  fields: {
    prefix: {
      kind: 'text',
      label: 'Prefix',
      description: "What a message begins with to be one of the server's own commands.",
      default: '!',
      min: 1,
      max: 10,
    },
  },
});
