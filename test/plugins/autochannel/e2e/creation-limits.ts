/** A configuration with so many creations at once for a member, and for a guild; one more in ten seconds. */
export const limitsOfCreation = (user: number, guild: number) => ({
  plugins: ['autochannel'],
  autochannel: {
    creation: {
      perUser: { capacity: user, refillPerSecond: 0.1 },
      perGuild: { capacity: guild, refillPerSecond: 0.1 },
    },
  },
});
