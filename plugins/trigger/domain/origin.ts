/** Where an event came from, as far as it decides whether triggers hear it at all. */
export interface Origin {
  readonly inGuild: boolean;
  readonly byBot: boolean;
  readonly byWebhook: boolean;
  readonly own: boolean;
  /** Written by Discord: a join, a pin, a boost, the start of a thread. */
  readonly system: boolean;
  readonly edit: boolean;
  /** A message that only passes on another: nobody here wrote its text. */
  readonly forward: boolean;
}

export type Unheard = 'no-guild' | 'own' | 'webhook' | 'bot' | 'system' | 'edit' | 'forward';

export const plainOrigin: Origin = {
  inGuild: true,
  byBot: false,
  byWebhook: false,
  own: false,
  system: false,
  edit: false,
  forward: false,
};

/** Why no trigger hears this event; null when they do. Without it, two bots would answer each other for ever. */
export function unheard({ inGuild, own, byWebhook, byBot, system, edit, forward }: Origin): Unheard | null {
  if (!inGuild) return 'no-guild';
  if (own) return 'own';
  if (byWebhook) return 'webhook';
  if (byBot) return 'bot';
  if (system) return 'system';
  if (edit) return 'edit';
  return forward ? 'forward' : null;
}
