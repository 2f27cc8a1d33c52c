import { Migration } from '@mikro-orm/migrations';

export class Migration20261121000000Create extends Migration {
  public override up(): void {
    this.addSql(`
      create table "core_guild_settings" (
        "guild_id" bigint not null,
        "sudo_role_ids" bigint[] not null,
        "notice_channel_id" bigint null,
        primary key ("guild_id")
      );
    `);
  }

  public override down(): void {
    this.addSql('drop table "core_guild_settings";');
  }
}
