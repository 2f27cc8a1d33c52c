import { Migration } from '@mikro-orm/migrations';

export class Migration20261121190000_guild extends Migration {
  override up(): void {
    this.addSql(`alter table "panel_stickies" add column "guild_id" bigint null;`);
  }

  override down(): void {
    this.addSql(`alter table "panel_stickies" drop column "guild_id";`);
  }
}
