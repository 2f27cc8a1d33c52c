import { Migration } from '@mikro-orm/migrations';

export class Migration20261121190000Privacy extends Migration {
  public override up(): void {
    this.addSql(`
      create table "core_departed_guilds" (
        "id" bigint not null,
        "left_at" timestamptz not null,
        primary key ("id")
      );
    `);
    this.addSql('create index "core_departed_guilds_left_at_index" on "core_departed_guilds" ("left_at");');
    this.addSql('create index "core_log_at_index" on "core_log" ("at");');
  }

  public override down(): void {
    this.addSql('drop index "core_log_at_index";');
    this.addSql('drop table "core_departed_guilds";');
  }
}
