import type { DataSource } from "typeorm";

/**
 * Tables and views. A table is followed if whatever changes it is logged; of a view, its text and what PostgreSQL knows it reads.
 */
const RELATIONS = `
  SELECT c.relname AS name, CASE WHEN c.relkind = 'v' THEN pg_get_viewdef(c.oid) END AS view,
    ARRAY(
      SELECT DISTINCT CASE WHEN d.relnamespace = c.relnamespace THEN '' ELSE d.relnamespace::regnamespace || '.' END || d.relname
      FROM pg_rewrite r JOIN pg_depend p ON p.classid = 'pg_rewrite'::regclass AND p.objid = r.oid AND p.refclassid = 'pg_class'::regclass
      JOIN pg_class d ON d.oid = p.refobjid
      WHERE r.ev_class = c.oid AND d.oid <> c.oid) AS reads,
    (SELECT count(*) = 4 FROM pg_trigger t WHERE t.tgrelid = c.oid AND t.tgname LIKE 'change\\_%' AND t.tgenabled = 'A') AS logged,
    ARRAY(
      SELECT DISTINCT p.proname::text FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE t.tgrelid = c.oid AND NOT t.tgisinternal AND t.tgname NOT LIKE 'change\\_%') AS triggers
  FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'v')`;

/** Functions of ours, with their texts. */
const FUNCTIONS = `
  SELECT p.proname AS name, string_agg(pg_get_functiondef(p.oid), ' ') AS text FROM pg_proc p
  WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind = 'f'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
  GROUP BY p.proname`;

/** Functions whose value is not made of their arguments and of rows alone: they read the time, chance, or the session. */
const UNSTEADY = `
  SELECT DISTINCT p.proname AS name FROM pg_proc p
  WHERE p.provolatile = 'v' OR p.proname IN ('now', 'transaction_timestamp', 'statement_timestamp', 'age', 'current_setting',
    'pg_current_snapshot', 'pg_current_xact_id_if_assigned', 'pg_snapshot_xip', 'txid_current_snapshot')`;

interface RelationRow {
  name: string;
  view: string | null;
  reads: string[];
  logged: boolean;
  triggers: string[];
}

/** Words of SQL that stand for functions of the time or the session. */
const UNSTEADY_WORDS =
  /\b(current_(date|time|timestamp|user|role|catalog)|local(time|timestamp)|session_user)\b/i;
const CALLS = /\b([a-z_]\w*)"?\s*\(/gi;
const WRITES = /\b(?:insert\s+into|update|delete\s+from)\s+(?:only\s+)?"?(\w+)/gi;

/** What a relation or a function directly depends on. */
interface Node {
  /** Whether it is a table whose changes are logged. */
  logged: boolean;
  next: readonly string[];
}

/**
 * What statements depend on, as the database itself says: views on what they read, functions on whatever their texts name, and
 * tables on those whose triggers write them.
 */
export class Dependencies {
  readonly #relations: ReadonlyMap<string, RelationRow>;
  /** The tables whose triggers write a table. */
  readonly #writers = new Map<string, Set<string>>();
  /** By the name of a relation, or that of a function with brackets behind it; undefined for what is not known to be steady. */
  readonly #nodes = new Map<string, Node | undefined>();

  constructor(
    relations: readonly RelationRow[],
    private readonly functions: ReadonlyMap<string, string>,
    private readonly unsteady: ReadonlySet<string>,
  ) {
    this.#relations = new Map(relations.map((relation) => [relation.name, relation]));
    for (const { name, triggers } of relations)
      for (const text of this.#textsOf(triggers))
        for (const [, written = ""] of text.matchAll(WRITES))
          this.#writers.set(written, (this.#writers.get(written) ?? new Set()).add(name));
    for (const relation of relations) this.#nodes.set(relation.name, this.#ofRelation(relation));
    for (const [name, text] of functions)
      this.#nodes.set(`${name}()`, this.#ofText(text, this.#relationsIn(text)));
  }

  /** The tables that a statement's rows depend on; undefined where they depend on something that is not logged. */
  of({ text = "", tables }: { text?: string; tables: readonly string[] }): ReadonlySet<string> | undefined {
    const statement = this.#ofText(text, tables);
    if (!statement) return undefined;
    const reached = new Set(statement.next);
    const logged = new Set<string>();
    for (const name of reached) {
      const node = this.#nodes.get(name);
      if (!node) return undefined;
      if (node.logged) logged.add(name);
      for (const next of node.next) reached.add(next);
    }
    return logged;
  }

  #ofRelation({ name, view, reads, logged }: RelationRow): Node | undefined {
    if (view !== null) return this.#ofText(view, reads);
    const writers = this.#writers.get(name) ?? [];
    // Of what neither the log nor a trigger follows, nobody knows when it changes.
    return logged || this.#writers.has(name) ? { logged, next: Array.from(writers) } : undefined;
  }

  #ofText(text: string, relations: readonly string[]): Node | undefined {
    const called = callsIn(text);
    if (UNSTEADY_WORDS.test(text) || called.some((name) => this.unsteady.has(name))) return undefined;
    const functions = called.filter((name) => this.functions.has(name)).map((name) => `${name}()`);
    return { logged: false, next: [...functions, ...relations] };
  }

  #relationsIn(text: string): string[] {
    const words = new Set(text.match(/\w+/g));
    return Array.from(this.#relations.keys()).filter((name) => words.has(name));
  }

  /** The texts of functions and of all those that they call. */
  #textsOf(names: readonly string[]): string[] {
    const all = new Set(names);
    for (const name of all)
      for (const called of callsIn(this.functions.get(name) ?? ""))
        if (this.functions.has(called)) all.add(called);
    return Array.from(all, (name) => this.functions.get(name) ?? "");
  }
}

const callsIn = (text: string): string[] =>
  Array.from(new Set(Array.from(text.matchAll(CALLS), ([, name = ""]) => name.toLowerCase())));

/** Reads what statements depend on. */
export async function readDependencies(dataSource: DataSource): Promise<Dependencies> {
  const relations: RelationRow[] = await dataSource.query(RELATIONS);
  const functions: { name: string; text: string }[] = await dataSource.query(FUNCTIONS);
  const unsteady: { name: string }[] = await dataSource.query(UNSTEADY);
  return new Dependencies(
    relations,
    new Map(functions.map(({ name, text }) => [name, text])),
    new Set(unsteady.map(({ name }) => name)),
  );
}
