import { p } from '@mikro-orm/postgresql';

/** A column that holds an id of Discord's: a `bigint` in the database, a string in the code. */
export const snowflake = () => p.bigint('string');

/** A primary key that is an id of Discord's. Without this, a lone `bigint` key would count up by itself. */
export const snowflakeKey = () => p.bigint('string').primary().autoincrement(false);
