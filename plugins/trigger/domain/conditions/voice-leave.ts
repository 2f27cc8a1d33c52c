import { voice } from './voice.js';

/** Somebody leaves the voice channel. */
export const voiceLeave = voice('voice-leave');
