import { automaticName, cut, NAME_LIMIT } from './name-filter.js';
import { renamed } from './naming.js';
import type { Naming, TemplateKey } from './room.js';

/** The templates that the panel offers. */
export const panelTemplateKeys = ['auto', 'counter', 'comp', 'tryhard', 'chill'] as const;
export type PanelTemplateKey = (typeof panelTemplateKeys)[number];

export interface PanelTemplate {
  readonly label: string;
  /** The user limit that it sets: 0 takes the limit away, null leaves it as it is. */
  readonly userLimit: number | null;
  /** What it makes of a room's naming. `ownerName` is the owner's display name. */
  readonly apply: (naming: Naming, ownerName: string, bannedWords: readonly string[]) => Naming;
}

export const panelTemplates: Record<PanelTemplateKey, PanelTemplate> = {
  auto: { label: 'Auto', userLimit: null, apply: (naming) => byPresence(naming, 'auto') },
  counter: { label: 'Counter', userLimit: null, apply: (naming) => byPresence(naming, 'counter') },
  comp: { label: 'Comp 5-stack', userLimit: 5, apply: (naming) => byPresence(naming, 'counter') },
  tryhard: { label: 'Tryhard', userLimit: 5, apply: (naming) => renamed(naming, 'Tryhard') },
  chill: {
    label: 'Chill',
    userLimit: 0,
    apply: (naming, ownerName, bannedWords) => renamed(naming, chillName(ownerName, bannedWords)),
  },
};

function byPresence(naming: Naming, template: TemplateKey): Naming {
  return { ...naming, autoName: true, template };
}

const CHILL = 'Chill Session';

function chillName(ownerName: string, bannedWords: readonly string[]): string {
  const owner = automaticName(ownerName, bannedWords);
  return owner === null ? CHILL : `${cut(owner, NAME_LIMIT - CHILL.length - "'s ".length)}'s ${CHILL}`;
}
