import type { EntityData, EntityProperty, Platform, QueryResult, RequiredEntityData } from '@mikro-orm/core';
import type { EntitySchema, MikroORM } from '@mikro-orm/postgresql';

/** A statement with its values, to be carried out by {@link runTogether}. */
export interface Statement {
  /** With a `?` for each value. */
  readonly sql: string;
  readonly values: readonly unknown[];
}

interface Column {
  readonly property: string;
  /** Quoted. */
  readonly name: string;
  /** What stands for its value in a statement. */
  readonly placeholder: string;
  readonly stored: (value: unknown) => unknown;
}

/**
 * Statements that write rows of one table, with texts that are made once. The ORM makes each anew, which takes longer than the
 * database does: for statements for which somebody waits. Values are stored as the ORM would store them.
 */
export class RowStatements<Entity extends object> {
  readonly #table: string;
  readonly #columns: ReadonlyMap<string, Column>;
  readonly #key: readonly Column[];
  /** By what is done, and the properties that are written, in their order. */
  readonly #texts = new Map<string, string>();

  /** @param entity - one without embedded objects, and without references to what has several keys. */
  public constructor(orm: MikroORM, entity: EntitySchema<Entity>) {
    const meta = orm.getMetadata().get<Entity>(entity.meta.class);
    const platform = orm.em.getPlatform();
    const columns = meta.props.map((property) => columnOf(property, platform));
    this.#table = platform.quoteIdentifier(meta.tableName);
    this.#columns = new Map(columns.map((column) => [column.property, column]));
    this.#key = columns.filter(({ property }) => meta.primaryKeys.some((key) => key === property));
  }

  /** Inserts a row. @param returning - the property of the column whose value the statement returns. */
  public insert(row: RequiredEntityData<Entity>, returning?: keyof Entity & string): Statement {
    const columns = this.#of(row);
    const sql = this.#text(`insert ${returning ?? ''}`, columns, () => {
      const inserted = `insert into ${this.#table} (${names(columns)}) values ${placeholders(columns)}`;
      return returning === undefined ? inserted : `${inserted} returning ${this.#column(returning).name}`;
    });
    return { sql, values: valuesOf(columns, row) };
  }

  /** Inserts rows, at least one and all with the same properties; of those whose keys are there it updates the rest. */
  public upsert(rows: readonly RequiredEntityData<Entity>[]): Statement {
    const columns = this.#of(rows[0] ?? {});
    const sql = this.#text(`upsert ${rows.length}`, columns, () => {
      const inserted = `insert into ${this.#table} (${names(columns)}) values ${rows.map(() => placeholders(columns)).join(', ')}`;
      const others = columns.filter((column) => !this.#key.includes(column));
      const merged = others.map(({ name }) => `${name} = excluded.${name}`).join(', ');
      return `${inserted} on conflict (${names(this.#key)}) do update set ${merged}`;
    });
    return { sql, values: rows.flatMap((row) => valuesOf(columns, row)) };
  }

  /** Updates the row that has the key among the values. */
  public update(row: EntityData<Entity>): Statement {
    const columns = this.#of(row).filter((column) => !this.#key.includes(column));
    const sql = this.#text(
      'update',
      columns,
      () => `update ${this.#table} set ${assigned(columns, ', ')} where ${assigned(this.#key, ' and ')}`,
    );
    return { sql, values: valuesOf([...columns, ...this.#key], row) };
  }

  /** Deletes the row that has the key. */
  public delete(key: EntityData<Entity>): Statement {
    const sql = this.#text('delete', [], () => `delete from ${this.#table} where ${assigned(this.#key, ' and ')}`);
    return { sql, values: valuesOf(this.#key, key) };
  }

  #of(row: object): Column[] {
    return Object.keys(row).map((property) => this.#column(property));
  }

  #column(property: string): Column {
    const column = this.#columns.get(property);
    if (!column) throw new TypeError(`${this.#table} has no column for ${property}.`);
    return column;
  }

  #text(what: string, columns: readonly Column[], make: () => string): string {
    const key = `${what} ${columns.map(({ property }) => property).join(' ')}`;
    const known = this.#texts.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#texts.set(key, made);
    return made;
  }
}

/** What PostgreSQL keeps of a statement between its runs, under a name of its connection. */
interface Prepared {
  readonly name?: string;
  readonly text: string;
}

/** The most statements that each connection keeps: those that come often are soon among them. */
const MOST_PREPARED = 64;

/** By the text with question marks. */
const prepared = new Map<string, Prepared>();

/**
 * Carries out statements as one: altogether or not at all, in one round trip. None sees what the others do. PostgreSQL keeps
 * them prepared. Rejects as the ORM would.
 *
 * @returns what the first one returns: its first row, and how many it has written.
 */
export async function runTogether(
  orm: MikroORM,
  [first, ...others]: readonly [Statement, ...Statement[]],
): Promise<Pick<QueryResult, 'row' | 'affectedRows'>> {
  const all = others.map(({ sql }, index) => `"other_${index}" as (${sql})`).join(', ');
  const sql = others.length === 0 ? first.sql : `with ${all} ${first.sql}`;
  const values = [...others, first].flatMap((statement) => statement.values);
  const pool = await orm.em.getConnection().getNativeClient();
  try {
    const { rows, rowCount } = await pool.query<Record<string, unknown>>({ ...preparedOf(sql), values });
    return { row: rows[0] ?? {}, affectedRows: rowCount ?? 0 };
  } catch (error) {
    throw error instanceof Error ? orm.em.getDriver().convertException(error) : error;
  }
}

function preparedOf(sql: string): Prepared {
  const known = prepared.get(sql);
  if (known) return known;
  let count = 0;
  const text = sql.replaceAll('?', () => `$${(count += 1)}`);
  if (prepared.size >= MOST_PREPARED) return { text };
  const made = { name: `roomkeeper_${prepared.size + 1}`, text };
  prepared.set(sql, made);
  return made;
}

function columnOf(
  { name, fieldNames, customType, hasConvertToDatabaseValueSQL }: EntityProperty,
  platform: Platform,
): Column {
  const cast = hasConvertToDatabaseValueSQL ?? false;
  return {
    property: name,
    name: platform.quoteIdentifier(fieldNames[0] ?? name),
    placeholder: cast ? (customType?.convertToDatabaseValueSQL?.('?', platform) ?? '?') : '?',
    stored: (value) => (customType ? (customType.convertToDatabaseValue(value, platform) as unknown) : value),
  };
}

const names = (columns: readonly Column[]): string => columns.map(({ name }) => name).join(', ');
const placeholders = (columns: readonly Column[]): string =>
  `(${columns.map(({ placeholder }) => placeholder).join(', ')})`;

const assigned = (columns: readonly Column[], separator: string): string =>
  columns.map(({ name, placeholder }) => `${name} = ${placeholder}`).join(separator);

function valuesOf(columns: readonly Column[], row: object): unknown[] {
  return columns.map(({ property, stored }) => stored(Reflect.get(row, property)));
}
