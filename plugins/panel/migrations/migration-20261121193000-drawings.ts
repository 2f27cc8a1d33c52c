import { Migration } from '@mikro-orm/migrations';

export class Migration20261121193000_drawings extends Migration {
  override up(): void {
    this.addSql(`
      create table "panel_drawings" (
        "voice_channel_id" bigint not null,
        "guild_id" bigint not null,
        "render_key" text not null,
        constraint "panel_drawings_pkey" primary key ("voice_channel_id")
      );
    `);
    this.addSql(`create index "panel_drawings_guild_id_index" on "panel_drawings" ("guild_id");`);
  }

  override down(): void {
    this.addSql(`drop table "panel_drawings";`);
  }
}
