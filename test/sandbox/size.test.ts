import { expect } from 'chai';
import { Client, GatewayIntentBits } from 'discord.js';
import { startSandbox } from 'roomkeeper/sandbox';

describe('a large sandbox', () => {
  it('SB-09 hands 500 guilds with 10,000 members to a client, every event validated', async () => {
    const sandbox = await startSandbox();
    const client = new Client({
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMembers, GatewayIntentBits.GuildPresences],
      rest: { api: sandbox.api },
      tasks: { bull: { connection: {} } },
    });
    try {
      for (let guilds = 0; guilds < 500; guilds += 1) {
        const guild = sandbox.addGuild({ name: `Guild ${guilds}` });
        for (let members = 0; members < 20; members += 1) guild.addMember({ name: `Member ${members}` });
      }
      await client.login(sandbox.token);
      await sandbox.until(() => client.isReady(), { timeout: 15_000 });
      expect(client.guilds.cache.size).to.equal(500);
      // Besides the twenty: the owner and the bot.
      expect(client.guilds.cache.reduce((sum, guild) => sum + guild.memberCount, 0)).to.equal(500 * 22);
      expect(sandbox.violations).to.deep.equal([]);
    } finally {
      await client.destroy();
      await sandbox.stop();
    }
  });
});
