import { Migration } from '@mikro-orm/migrations';

export class Migration20261121120000_create extends Migration {
  override up(): void {
    this.addSql(`
      create table "trigger_actions" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "name" text not null,
        "name_key" text not null,
        "spec" jsonb not null,
        "chain" int null,
        "owner_id" bigint not null,
        "created_at" timestamptz not null,
        constraint "trigger_actions_guild_id_name_key_unique" unique ("guild_id", "name_key")
      );
    `);
    this.addSql(`
      create table "trigger_triggers" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "name" text not null,
        "name_key" text not null,
        "scope" text not null,
        "channel_id" bigint null,
        "message_id" bigint null,
        "condition" text not null,
        "parameter" text not null,
        "case_sensitive" boolean not null,
        "persistence" text not null,
        "expires_at" timestamptz null,
        "requirements" jsonb not null,
        "cooldowns" jsonb not null,
        "action_id" int not null,
        "enabled" boolean not null,
        "owner_id" bigint not null,
        "made_by" text null,
        "created_at" timestamptz not null,
        "next_due" timestamptz null,
        "failures" int not null default 0,
        "runs" int not null default 0,
        "last_run_at" timestamptz null,
        "last_note" text null,
        "last_error" text null,
        constraint "trigger_triggers_guild_id_name_key_unique" unique ("guild_id", "name_key"),
        constraint "trigger_triggers_scope_check" check ("scope" in ('server', 'channel', 'message')),
        constraint "trigger_triggers_condition_check" check ("condition" in ('command', 'starts-with', 'contains', 'matches', 'regex', 'reaction-add', 'reaction-remove', 'interval', 'voice-join', 'voice-leave')),
        constraint "trigger_triggers_persistence_check" check ("persistence" in ('persistent', 'temporary', 'oneshot')),
        constraint "trigger_triggers_channel_check" check ((scope = 'server') = (channel_id is null)),
        constraint "trigger_triggers_message_check" check ((scope = 'message') = (message_id is not null)),
        constraint "trigger_triggers_end_check" check ((persistence = 'persistent') = (expires_at is null))
      );
    `);
    for (const column of ['action_id', 'expires_at', 'next_due']) {
      this.addSql(`create index "trigger_triggers_${column}_index" on "trigger_triggers" ("${column}");`);
    }
    this.addSql(`
      create table "trigger_role_groups" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "name" text not null,
        "name_key" text not null,
        "role_ids" jsonb not null,
        "maximum" int not null,
        "when_full" text not null,
        "created_at" timestamptz not null,
        constraint "trigger_role_groups_guild_id_name_key_unique" unique ("guild_id", "name_key"),
        constraint "trigger_role_groups_when_full_check" check ("when_full" in ('refuse', 'replace'))
      );
    `);
    this.addSql(`
      create table "trigger_blacklist" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "user_id" bigint not null,
        "channel_id" bigint null,
        "until" timestamptz null,
        "created_by" bigint not null,
        "created_at" timestamptz not null
      );
    `);
    this.addSql(`create index "trigger_blacklist_guild_id_index" on "trigger_blacklist" ("guild_id");`);
    this.addSql(`create index "trigger_blacklist_until_index" on "trigger_blacklist" ("until");`);
    this.addSql(`
      create table "trigger_grants" (
        "guild_id" bigint not null,
        "user_id" bigint not null,
        "role_id" bigint not null,
        "granted_at" timestamptz not null,
        primary key ("guild_id", "user_id", "role_id")
      );
    `);
    this.addSql(`create index "trigger_grants_granted_at_index" on "trigger_grants" ("granted_at");`);
    this.addSql(`
      create table "trigger_role_menus" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "channel_id" bigint not null,
        "message_id" bigint null,
        "style" text not null,
        "text" text not null,
        "entries" jsonb not null,
        "requirements" jsonb not null,
        "owner_id" bigint not null,
        "created_at" timestamptz not null,
        constraint "trigger_role_menus_message_id_unique" unique ("message_id"),
        constraint "trigger_role_menus_style_check" check ("style" in ('buttons', 'select'))
      );
    `);
    this.addSql(`create index "trigger_role_menus_guild_id_index" on "trigger_role_menus" ("guild_id");`);
  }

  override down(): void {
    for (const table of ['role_menus', 'grants', 'blacklist', 'role_groups', 'triggers', 'actions'])
      this.addSql(`drop table "trigger_${table}";`);
  }
}
