import { Migration } from '@mikro-orm/migrations';

export class Migration20261121193000Leases extends Migration {
  public override up(): void {
    this.addSql(`
      create table "core_leases" (
        "application" text not null,
        "count" int not null,
        "shard" int not null,
        "holder" text not null,
        "place" text null,
        "expires_at" timestamptz not null,
        primary key ("application", "count", "shard")
      );
    `);
  }

  public override down(): void {
    this.addSql('drop table "core_leases";');
  }
}
