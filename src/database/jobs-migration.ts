import { assertSchemaCompatibility, LATEST_SCHEMA_VERSION, runMigrations, SchemaMigrationRequiredError } from 'bullmq';
import type { Client } from 'pg';
import { connected } from './connected.js';
import { JOBS_SCHEMA } from '../scheduling/jobs-schema.js';
import { DatabaseError } from './errors.js';

/** Brings the job queue's own tables to what this release of it needs. Safe for several processes at once. */
export async function migrateJobs(url: string): Promise<void> {
  await connected(url, (client) => runMigrations(client, JOBS_SCHEMA));
}

/** @throws {DatabaseError} when the job queue's tables lack migrations. Nothing is touched. */
export async function requireJobsMigrated(url: string): Promise<void> {
  const version = await connected(url, versionOf);
  if (version >= LATEST_SCHEMA_VERSION) return;
  throw new DatabaseError(
    'MIGRATIONS_PENDING',
    `The job queue's tables (schema ${JOBS_SCHEMA}) are at version ${version} and must be at ${LATEST_SCHEMA_VERSION}. Run "npm run migrate" with a database role that may change tables, or set "database.migrate" to "boot" in config.yaml.`,
  );
}

async function versionOf(client: Client): Promise<number> {
  try {
    return await assertSchemaCompatibility(client, JOBS_SCHEMA);
  } catch (error) {
    if (error instanceof SchemaMigrationRequiredError) return 0;
    throw error;
  }
}
