import { Migration } from '@mikro-orm/migrations';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { GatewayIntentBits, IntentsBitField, PermissionFlagsBits } from 'discord.js';
import { definePlugin } from '../../../src/plugins/definition.js';
import { gatherEntities, gatherIntents, gatherMigrations, gatherPermissions } from '../../../src/plugins/gather.js';

class Create extends Migration {
  public override up(): void {}
}

const root = new URL('.', import.meta.url);
const Room = defineEntity({ name: 'Room', properties: { id: p.integer().primary() } });
const { Guilds, GuildVoiceStates, GuildPresences } = GatewayIntentBits;

const hub = definePlugin({
  name: 'hub',
  root,
  intents: [Guilds, GuildVoiceStates],
  permissions: ['ManageChannels', 'MoveMembers'],
  entities: [Room],
  migrations: [
    { name: 'Migration1', class: Create },
    { name: 'Migration2', class: Create },
  ],
});
const trigger = definePlugin({
  name: 'trigger',
  root,
  intents: [Guilds, GuildPresences],
  permissions: ['ManageChannels', 'ManageRoles'],
  migrations: [{ name: 'Migration1', class: Create }],
});
const bare = definePlugin({ name: 'bare', root });

describe('FW-20 what the plugins need together', () => {
  it('FW-20 intents are the union, and no more', () => {
    const intents = new IntentsBitField(gatherIntents([hub, trigger, bare]));
    expect(intents.bitfield).to.equal(Guilds | GuildVoiceStates | GuildPresences);
  });

  it('FW-09 permissions are the union, and no more', () => {
    const { ManageChannels, MoveMembers, ManageRoles } = PermissionFlagsBits;
    expect(gatherPermissions([hub, trigger, bare]).bitfield).to.equal(ManageChannels | MoveMembers | ManageRoles);
  });

  it('FW-20 plugins that need nothing give nothing', () => {
    expect(new IntentsBitField(gatherIntents([bare])).bitfield).to.equal(0);
    expect(gatherPermissions([bare]).bitfield).to.equal(0n);
    expect(gatherMigrations([bare])).to.deep.equal([]);
  });

  it('FW-20 entities are those of all plugins that are given', () => {
    expect(gatherEntities([bare, hub, trigger])).to.deep.equal([Room]);
  });

  it('FW-20 migrations carry the name of their plugin, each plugin in its own order', () => {
    const migrations = gatherMigrations([hub, trigger]);
    expect(migrations.map(({ name }) => name)).to.deep.equal([
      'hub/Migration1',
      'hub/Migration2',
      'trigger/Migration1',
    ]);
    expect(migrations.every((migration) => migration.class === Create)).to.equal(true);
  });
});
