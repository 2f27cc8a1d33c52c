/** The schema of BullMQ's own tables. The ORM leaves it alone: to a schema diff they would be tables to drop. */
export const JOBS_SCHEMA = 'roomkeeper_jobs';
