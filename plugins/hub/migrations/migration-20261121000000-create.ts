import { Migration } from '@mikro-orm/migrations';

export class Migration20261121000000_create extends Migration {
  public override up(): void {
    this.addSql(`
      create table "auto_channels" (
        "voice_channel_id" bigint not null,
        "guild_id" bigint not null,
        "text_channel_id" bigint null,
        "source_hub_id" int not null,
        "state" text not null,
        "pending_text" jsonb null,
        "pending_name" text null,
        "owner_user_id" bigint not null,
        "host_user_ids" bigint[] not null default '{}',
        "acting_owner_user_id" bigint null,
        "owner_grace_expires_at" timestamptz null,
        "acting_expires_at" timestamptz null,
        "claimable_at" timestamptz null,
        "cleanup_at" timestamptz null,
        "locked" boolean not null default false,
        "hidden" boolean not null default false,
        "admitted_user_ids" bigint[] not null default '{}',
        "allowed_user_ids" bigint[] not null default '{}',
        "allowed_role_ids" bigint[] not null default '{}',
        "blocked_user_ids" bigint[] not null default '{}',
        "blocked_role_ids" bigint[] not null default '{}',
        "base_overwrites" jsonb not null,
        "user_limit" int not null,
        "auto_name_enabled" boolean not null,
        "name_template" text not null,
        "fallback_name" text null,
        "control_panel_message_id" bigint null,
        "rename_stamps" jsonb not null,
        "rename_wish" jsonb null,
        "text_rename_stamps" jsonb not null,
        "rename_at" timestamptz null,
        "voice_status" text null,
        "created_at" timestamptz not null,
        primary key ("voice_channel_id")
      );
    `);
    this.addSql(`create index "auto_channels_guild_id_index" on "auto_channels" ("guild_id");`);
    this.addSql(
      `alter table "auto_channels" add constraint "auto_channels_text_channel_id_unique" unique ("text_channel_id");`,
    );
    this.addSql(
      `create index "auto_channels_owner_grace_expires_at_index" on "auto_channels" ("owner_grace_expires_at");`,
    );
    this.addSql(`create index "auto_channels_acting_expires_at_index" on "auto_channels" ("acting_expires_at");`);
    this.addSql(`create index "auto_channels_cleanup_at_index" on "auto_channels" ("cleanup_at");`);
    this.addSql(`create index "auto_channels_rename_at_index" on "auto_channels" ("rename_at");`);
    this.addSql(
      `alter table "auto_channels" add constraint "auto_channels_state_check" check ("state" in ('pending', 'open', 'deleting'));`,
    );
    this.addSql(
      `alter table "auto_channels" add constraint "auto_channels_name_template_check" check ("name_template" in ('auto', 'counter', 'squad', 'detail', 'state', 'party', 'stealth'));`,
    );
    this.addSql(`
      create table "auto_channel_members" (
        "voice_channel_id" bigint not null,
        "user_id" bigint not null,
        "joined_at" timestamptz not null,
        primary key ("voice_channel_id", "user_id")
      );
    `);
    this.addSql(`
      create table "hub_channels" (
        "id" serial primary key,
        "guild_id" bigint not null,
        "channel_id" bigint null,
        "pending" jsonb null,
        "name" text not null,
        "overwrites" jsonb not null,
        "bitrate" int not null,
        "user_limit" int not null,
        "region" text null,
        "position" int not null,
        "default_template_key" text null,
        "default_manual_name" text null,
        "default_user_limit" int null,
        "lockdown_until" timestamptz null,
        "lockdown_previous" jsonb null,
        "recreated" boolean not null default false,
        "created_at" timestamptz not null
      );
    `);
    this.addSql(`create index "hub_channels_guild_id_index" on "hub_channels" ("guild_id");`);
    this.addSql(`alter table "hub_channels" add constraint "hub_channels_channel_id_unique" unique ("channel_id");`);
    this.addSql(`create index "hub_channels_lockdown_until_index" on "hub_channels" ("lockdown_until");`);
    this.addSql(
      `alter table "hub_channels" add constraint "hub_channels_default_template_key_check" check ("default_template_key" in ('auto', 'counter', 'squad', 'detail', 'state', 'party', 'stealth'));`,
    );
  }

  public override down(): void {
    for (const table of ['auto_channel_members', 'auto_channels', 'hub_channels'])
      this.addSql(`drop table "${table}";`);
  }
}
