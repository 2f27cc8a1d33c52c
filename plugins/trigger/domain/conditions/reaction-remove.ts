import { reaction } from './reaction.js';

/** This reaction is taken off a message. Discord does not say by whom: it counts as the wish of whose reaction it was. */
export const reactionRemove = reaction('reaction-remove');
