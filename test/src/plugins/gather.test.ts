import { Migration } from '@mikro-orm/migrations';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { expect } from 'chai';
import { GatewayIntentBits, IntentsBitField, PermissionFlagsBits } from 'discord.js';
import { checkDefinition } from '../../../src/plugins/definition-check.js';
import { definePlugin } from '../../../src/plugins/definition.js';
import {
  gatherEntities,
  gatherIntents,
  gatherMigrations,
  gatherOptionalIntents,
  gatherPermissions,
} from '../../../src/plugins/gather.js';

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

  it('HB-25 intents that are optional to all who use them are asked for apart; one that anybody needs is not', () => {
    const [presences, members] = [
      { intent: GuildPresences, without: 'No games.' },
      { intent: GatewayIntentBits.GuildMembers, without: 'No members.' },
    ];
    const modest = definePlugin({ name: 'modest', root, optionalIntents: [presences, members] });
    expect(gatherOptionalIntents([modest, hub])).to.deep.equal([presences, members]);
    expect(gatherOptionalIntents([modest, trigger])).to.deep.equal([members]);
    expect(new IntentsBitField(gatherIntents([modest, bare])).bitfield).to.equal(0);
  });

  it('HB-25 only a privileged intent can be optional', () => {
    const modest = definePlugin({ name: 'modest', root, optionalIntents: [{ intent: Guilds, without: 'Nothing.' }] });
    expect(checkDefinition(modest, 'here').map(({ what }) => what)).to.deep.equal([
      'plugin "modest": intent 1 is not privileged: list it in "intents"',
    ]);
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
