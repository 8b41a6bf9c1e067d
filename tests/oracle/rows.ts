import pg from "pg";
import type { Catalogue } from "../../resolvers/model/catalogue.js";
import type { Column } from "../../resolvers/model/columns.js";
import { type Model, type Way, waysOf } from "../../resolvers/model/model.js";
import { Abbreviations } from "./abbreviations.js";

/** What a row holds in one column: decimals as they are written, moments in ISO 8601. */
export type Value = null | string | number | boolean | readonly string[];

/** One row by the properties of its entity. */
export type Row = Readonly<Record<string, Value>>;

type Through = NonNullable<Way["through"]>;

type Raw = Record<string, string | string[] | null>;

const TEXT_ARRAY = 1009;
const asText = (text: string) => text;

function readValue({ cast }: Column, raw: string | string[] | null): Value {
  if (typeof raw !== "string") return raw;
  if (cast === "integer") return Number(raw);
  if (cast === "boolean") return raw === "t";
  if (cast === "timestamptz") return new Date(raw.replace(" ", "T").replace(/\+00$/, "Z")).toISOString();
  return raw;
}

/** Every row of every table, held in memory, and how rows lead to one another. */
export class Rows {
  readonly #rows = new Map<Model, readonly Row[]>();
  readonly #tables = new Map<string, readonly Raw[]>();
  readonly #indexes = new Map<string, Map<string, Row[]>>();
  readonly #ways = new Map<string, Map<string, string[]>>();

  #abbreviations: Abbreviations | undefined;

  private constructor(readonly catalogue: Catalogue) {}

  /** Reads a database by nothing but `SELECT *`. */
  static async read(url: string, catalogue: Catalogue): Promise<Rows> {
    const parser = (oid: number) =>
      oid === TEXT_ARRAY ? pg.types.getTypeParser(TEXT_ARRAY as never) : asText;
    const client = new pg.Client({ connectionString: url, types: { getTypeParser: parser as never } });
    await client.connect();
    const read = new Rows(catalogue);
    try {
      await client.query("SET TIME ZONE 'UTC'");
      const { rows: tables } = await client.query(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
      );
      for (const { name } of tables)
        read.#tables.set(name, (await client.query(`SELECT * FROM "${name}"`)).rows);
    } finally {
      await client.end();
    }
    for (const model of catalogue.models) read.#rows.set(model, read.#made(model));
    return read;
  }

  #made({ table, columns }: Model): Row[] {
    return (this.#tables.get(table) ?? []).map((raw) =>
      Object.fromEntries(
        Array.from(columns.values(), (column) => [
          column.property,
          readValue(column, raw[column.sql] ?? null),
        ]),
      ),
    );
  }

  /** What short forms stand for. */
  get abbreviations(): Abbreviations {
    const made = () => {
      const model = Array.from(this.catalogue.models).find(({ name }) => name === "Abbreviation");
      const rows = model ? this.all(model) : [];
      return new Abbreviations(
        rows.map(({ short, name, aliases }) =>
          [short, name, aliases].flatMap((value) => textsOf(value ?? null)),
        ),
      );
    };
    this.#abbreviations ??= made();
    return this.#abbreviations;
  }

  /** The rows that a list of the type leads to: those of figures that hold now. */
  all(model: Model): readonly Row[] {
    return (this.#rows.get(model) ?? []).filter((row) => holdsNow(model, row));
  }

  /** The related rows, each once. */
  follow(row: Row, model: Model, name: string): readonly Row[] {
    const own = model.relations[name]?.kinds && this.catalogue.kindOf(String(row.id));
    if (own) return this.follow(this.byId(own, String(row.id)) as Row, own, name);
    const relation = model.relations[name];
    if (!relation) throw new Error(`${model.name} has no relation ${name}.`);
    const { target } = relation;
    const found = Array.from(new Set(waysOf(relation).flatMap((way) => this.#found(row, target, way))));
    const named = relation.shape === "one" && relation.to === "id";
    return named || relation.history ? found : found.filter((related) => holdsNow(target, related));
  }

  #found(row: Row, target: Model, { from, to, through }: Way): Row[] {
    let keys = textsOf(row[from] ?? null);
    if (through) {
      const leads = this.#leads(through);
      keys = keys.flatMap((key) => leads.get(key) ?? []);
    }
    const index = this.#index(target, to);
    return keys.flatMap((key) => index.get(key) ?? []);
  }

  /** The row that a to-one relation leads to. */
  one = (row: Row, model: Model, name: string): Row | undefined => this.follow(row, model, name)[0];

  byId = (model: Model, id: string): Row | undefined => this.#index(model, "id").get(id)?.[0];

  #index(model: Model, property: string): Map<string, Row[]> {
    const name = `${model.name}.${property}`;
    const known = this.#indexes.get(name);
    if (known) return known;
    const index = new Map<string, Row[]>();
    for (const row of this.#rows.get(model) ?? [])
      for (const key of textsOf(row[property] ?? null)) add(index, key, row);
    this.#indexes.set(name, index);
    return index;
  }

  /** What the rows of a table between lead to, by what they start from. */
  #leads({ table, near, far, role }: Through): Map<string, string[]> {
    const name = `${table}.${near}.${far}.${role}`;
    const known = this.#ways.get(name);
    if (known) return known;
    const leads = new Map<string, string[]>();
    for (const raw of this.#tables.get(table) ?? [])
      if (role === undefined || raw.role === role) add(leads, String(raw[near]), String(raw[far]));
    this.#ways.set(name, leads);
    return leads;
  }
}

function add<Item>(index: Map<string, Item[]>, key: string, item: Item): void {
  const items = index.get(key);
  if (items) items.push(item);
  else index.set(key, [item]);
}

const holdsNow = ({ current }: Model, row: Row): boolean => current === undefined || row[current] === null;

function textsOf(value: Value): string[] {
  if (value === null) return [];
  return Array.isArray(value) ? value.map(String) : [String(value)];
}
