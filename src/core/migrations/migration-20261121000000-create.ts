import { Migration } from '@mikro-orm/migrations';

export class Migration20261121000000Create extends Migration {
  public override up(): void {
    this.addSql(`
      create table "core_settings" (
        "guild_id" bigint not null,
        "key" text not null,
        "value" jsonb null,
        "updated_at" timestamptz not null,
        "updated_by" bigint null,
        primary key ("guild_id", "key")
      );
    `);
    this.addSql(`
      create table "core_log" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "at" timestamptz not null,
        "actor_id" bigint null,
        "action" text not null,
        "text" text not null
      );
    `);
    this.addSql('create index "core_log_guild_id_at_index" on "core_log" ("guild_id", "at");');
  }

  public override down(): void {
    this.addSql('drop table "core_log";');
    this.addSql('drop table "core_settings";');
  }
}
