import { voice } from './voice.js';

/** Somebody joins the voice channel. */
export const voiceJoin = voice('voice-join');
