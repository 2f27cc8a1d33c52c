import { Migration } from '@mikro-orm/migrations';

export class Migration20261121000000_create extends Migration {
  override up(): void {
    this.addSql(`
      create table "panel_stickies" (
        "voice_channel_id" bigint not null,
        "message_id" bigint null,
        "posted_at" timestamptz not null,
        constraint "panel_stickies_pkey" primary key ("voice_channel_id")
      );
    `);
  }

  override down(): void {
    this.addSql(`drop table "panel_stickies";`);
  }
}
