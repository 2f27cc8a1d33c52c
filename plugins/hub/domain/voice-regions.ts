/** Discord's voice regions by id, with the names that people know. */
export const voiceRegions = {
  brazil: 'Brazil',
  hongkong: 'Hong Kong',
  india: 'India',
  japan: 'Japan',
  rotterdam: 'Rotterdam',
  russia: 'Russia',
  singapore: 'Singapore',
  southafrica: 'South Africa',
  sydney: 'Sydney',
  'us-central': 'US Central',
  'us-east': 'US East',
  'us-south': 'US South',
  'us-west': 'US West',
} as const;

export type VoiceRegion = keyof typeof voiceRegions;

/** Whether Discord knows a region by that id. */
export function isVoiceRegion(id: string): id is VoiceRegion {
  return Object.hasOwn(voiceRegions, id);
}
