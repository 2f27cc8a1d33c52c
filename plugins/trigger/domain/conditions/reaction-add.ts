import { reaction } from './reaction.js';

/** This reaction is added to a message. */
export const reactionAdd = reaction('reaction-add');
