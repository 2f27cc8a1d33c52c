import { Migration } from '@mikro-orm/migrations';

export class Migration20261121000000_create extends Migration {
  public override up(): void {
    this.addSql(`
      create table "greeter_guilds" (
        "guild_id" bigint not null,
        "channel_id" bigint not null,
        primary key ("guild_id")
      );
    `);
    this.addSql(`
      create table "greeter_newcomers" (
        "guild_id" bigint not null,
        "user_id" bigint not null,
        "joined_at" timestamptz not null,
        "remind_at" timestamptz not null,
        "said_hi" int not null default 0,
        primary key ("guild_id", "user_id")
      );
    `);
    this.addSql(`create index "greeter_newcomers_remind_at_index" on "greeter_newcomers" ("remind_at");`);
  }

  public override down(): void {
    this.addSql(`drop table "greeter_newcomers";`);
    this.addSql(`drop table "greeter_guilds";`);
  }
}
