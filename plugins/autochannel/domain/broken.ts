/**
 * Why a source makes no breakouts at present. It is found at run time, stored, shown in the list, and forgotten when
 * permissions change.
 * - `missing-permissions`: the bot lacks permissions where breakouts go.
 * - `two-factor-required`: the guild demands two-factor authentication of the bot's owner, who has none (60003).
 * - `refused`: Discord refused for another reason.
 */
export const BROKEN_REASONS = ['missing-permissions', 'two-factor-required', 'refused'] as const;

export type BrokenReason = (typeof BROKEN_REASONS)[number];
