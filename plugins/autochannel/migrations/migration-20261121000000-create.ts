import { Migration } from '@mikro-orm/migrations';

export class Migration20261121000000_create extends Migration {
  override up(): void {
    this.addSql(`
      create table "autochannel_source" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "channel_id" bigint not null,
        "pattern" text not null,
        "user_limit" int not null,
        "grace_seconds" int not null,
        "category_id" bigint null,
        "fallback_category_ids" bigint[] not null default '{}',
        "template_channel_id" bigint null,
        "start_at" int null,
        "max_breakouts" int null,
        "broken_reason" text null,
        "created_at" timestamptz not null,
        "updated_at" timestamptz not null,
        constraint "autochannel_source_channel_id_unique" unique ("channel_id"),
        constraint "autochannel_source_broken_reason_check"
          check ("broken_reason" in ('missing-permissions', 'two-factor-required', 'refused'))
      );
    `);
    this.addSql(`create index "autochannel_source_guild_id_index" on "autochannel_source" ("guild_id");`);
    this.addSql(`
      create table "autochannel_breakout" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "source_id" int null,
        "source_channel_id" bigint not null,
        "channel_id" bigint null,
        "number" int not null,
        "name" text not null,
        "parent_id" bigint null,
        "owner_id" bigint not null,
        "grace_seconds" int not null,
        "state" text not null,
        "forced" boolean not null default false,
        "attempts" int not null default 0,
        "created_at" timestamptz not null,
        "delete_at" timestamptz null,
        constraint "autochannel_breakout_channel_id_unique" unique ("channel_id"),
        constraint "autochannel_breakout_source_id_number_unique" unique ("source_id", "number"),
        constraint "autochannel_breakout_state_check" check ("state" in ('pending', 'active', 'deleting')),
        constraint "autochannel_breakout_source_id_foreign" foreign key ("source_id")
          references "autochannel_source" ("id") on update cascade on delete set null
      );
    `);
    this.addSql(`create index "autochannel_breakout_guild_id_index" on "autochannel_breakout" ("guild_id");`);
    this.addSql(`create index "autochannel_breakout_owner_id_index" on "autochannel_breakout" ("owner_id");`);
    this.addSql(`create index "autochannel_breakout_delete_at_index" on "autochannel_breakout" ("delete_at");`);
  }

  override down(): void {
    this.addSql(`drop table "autochannel_breakout";`);
    this.addSql(`drop table "autochannel_source";`);
  }
}
