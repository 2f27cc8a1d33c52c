import { Migration } from '@mikro-orm/migrations';

export class Migration20261121193000_drawn_menus extends Migration {
  override up(): void {
    this.addSql(`alter table "trigger_role_menus" add column "drawn" boolean not null default true;`);
  }

  override down(): void {
    this.addSql(`alter table "trigger_role_menus" drop column "drawn";`);
  }
}
