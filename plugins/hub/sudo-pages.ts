import type { SudoPage } from 'roomkeeper';
import { force, hubPage } from './sudo-messages.js';

/** `/sudo` → Settings → Hub Channels. */
export const hubChannels = {
  key: 'hub-channels',
  place: 'settings',
  label: hubPage.label,
  description: hubPage.description,
} as const satisfies Omit<SudoPage, 'open'>;

/** `/sudo` → Force owner transfer. */
export const forceTransfer = {
  key: 'hub-force-transfer',
  place: 'actions',
  label: force.label,
  description: force.description,
} as const satisfies Omit<SudoPage, 'open'>;
