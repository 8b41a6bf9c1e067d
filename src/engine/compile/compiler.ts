import { type GraphQLField, type GraphQLObjectType, getNamedType, isInterfaceType } from "graphql";
import type { Catalogue } from "../../../resolvers/model/catalogue.js";
import { readId } from "../../../resolvers/model/ids.js";
import { isChoice, type Model, type Relation } from "../../../resolvers/model/model.js";
import { VALUES } from "../../../resolvers/model/values.js";
import { computedSql } from "../../../resolvers/sql/entities.js";
import { checkList, type ListArgs, pageSql, totalSql } from "../../../resolvers/sql/page.js";
import {
  allRows,
  chosenRow,
  type RowSet,
  related,
  relatedRows,
  sqlOf,
  versionsOf,
} from "../../../resolvers/sql/rows.js";
import { derive, quoted, type Ranking, type Statement } from "../../../resolvers/sql/statement.js";
import { PAGE } from "../../../schema/page.js";
import { foundOnce, joinedPage, PAGED, pagedConnection } from "./connection.js";
import { groupsJson } from "./groups.js";
import { columnJson, type Tail, written } from "./json.js";
import { type Nodes, type Selection, Uncompilable } from "./selection.js";
import { branchesOf, kindSql, typenameSql } from "./things.js";
import type { Variables } from "./variable-shape.js";

/** PostgreSQL tries every order of joins, so that each more takes twice as long to plan. */
const MOST_JOINS = 4;

/** Turns fields of an operation into SQL expressions that give their JSON, as ordinary execution would write it. */
export class Compiler {
  /** The joins of the page that an alias is a row of; other rows' to-one relations are looked up a row at a time. */
  readonly #joins = new Map<string, string[]>();

  constructor(
    private readonly catalogue: Catalogue,
    private readonly selection: Selection,
    private readonly statement: Statement,
  ) {}

  /** The JSON of one field of the root. */
  root(field: GraphQLField<unknown, unknown>, nodes: Nodes): string {
    const value = VALUES.get(field.name);
    if (value) return value.sql;
    const root = this.catalogue.roots.get(field.name);
    if (!root) throw new Uncompilable(field.name);
    const args = this.#argumentsOf(field, nodes);
    const { model } = root;
    if (root.shape === "many") {
      const ranking = root.ranked?.rank(args) as Ranking | undefined;
      return this.#connection(field, allRows(model), nodes, args, { ranking });
    }
    const alias = this.statement.alias();
    const id = this.statement.bind(derive(args.id as string, readId), "text");
    const from = `FROM ${this.statement.from(model, alias, "all")} WHERE ${alias}."id" = ${id}`;
    return `(${this.#rows(field, model, nodes, alias, from)})`;
  }

  /** SELECT of one column: the JSON of each row, read from `tail`, which names the row by its alias. */
  #rows(field: GraphQLField<unknown, unknown>, model: Model, nodes: Nodes, alias: string, tail: Tail) {
    const type = getNamedType(field.type);
    if (isInterfaceType(type)) return this.#things(model, nodes, alias, tail);
    return this.objects(type as GraphQLObjectType, model, nodes, alias, tail);
  }

  /** The same of rows of one type. */
  objects(type: GraphQLObjectType, model: Model, nodes: Nodes, alias: string, tail: Tail): string {
    const columns = this.selection.columnsOf(type, nodes).map(({ key, name, nodes: own }) => {
      const sql =
        name === "__typename" ? typenameSql(type, model, alias) : this.#field(type, model, name, own, alias);
      return `${sql} AS "${key}"`;
    });
    return `SELECT o$ FROM (SELECT ${columns.join(", ")} ${written(tail)}) o$`;
  }

  /** Things of mixed kinds: what all things have is read off the table of all things, the rest off that of the kind. */
  #things(model: Model, nodes: Nodes, alias: string, tail: Tail): string {
    const [first, ...others] = branchesOf(this.catalogue, this.selection, nodes);
    if (!first) throw new Uncompilable("a thing of no kind");
    const shared = first.own === undefined;
    if (shared && others.length === 0) return this.objects(first.type, model, nodes, alias, tail);
    const cases = [first, ...others].map(({ own, type, kinds }) => {
      const target = this.statement.alias();
      const row = own ? `FROM ${this.statement.from(own, target)} WHERE ${target}.id = ${alias}.id` : "";
      const json = own
        ? this.objects(type, own, nodes, target, row)
        : this.objects(type, model, nodes, alias, row);
      return `WHEN ${kindSql(alias, kinds)} THEN (${json})`;
    });
    return `SELECT CASE ${cases.join(" ")} END ${written(tail)}`;
  }

  #field(type: GraphQLObjectType, model: Model, name: string, nodes: Nodes, alias: string): string {
    const relation = model.relations[name];
    const field = type.getFields()[name];
    if (relation && field) return this.#relation(field, model, relation, nodes, alias);
    const expression = model.expressions[name];
    if (expression && field)
      return computedSql(expression, alias, this.#argumentsOf(field, nodes), this.statement);
    const column = model.columns.get(name);
    if (!column?.graphql) throw new Uncompilable(`${model.name}.${name}`);
    return columnJson(column, alias);
  }

  #relation(
    field: GraphQLField<unknown, unknown>,
    model: Model,
    relation: Relation,
    nodes: Nodes,
    alias: string,
  ): string {
    const { statement } = this;
    const { target, shape, from, to, pick } = relation;
    const key = `${alias}.${sqlOf(model, from)}`;
    if (shape === "part")
      return `CASE WHEN ${key} IS NOT NULL THEN (${this.#rows(field, target, nodes, alias, "")}) END`;
    const found = relatedRows(relation, key);
    if (shape === "many")
      return this.#connection(field, found, nodes, this.#argumentsOf(field, nodes), { nested: true });
    if (shape === "list" && !model.columns.get(from)?.list) {
      const page = pageSql(found, { first: PAGE.max }, statement);
      const rows = this.#rows(field, target, nodes, page.alias, `${page.tail} LIMIT ${page.size}`);
      return `ARRAY(${rows})`;
    }
    const row = statement.alias();
    if (shape === "list") {
      const place = statement.alias();
      const table = statement.from(target, row, versionsOf(relation));
      // What is listed twice is given once, in its first place.
      const listed = `(SELECT key, min(n) AS n FROM unnest(${key}) WITH ORDINALITY l(key, n) GROUP BY key)`;
      const tail = `FROM ${listed} ${place} JOIN ${table} ON ${row}.${sqlOf(target, to)} = ${place}.key ORDER BY ${place}.n`;
      return `ARRAY(${this.#rows(field, target, nodes, row, tail)})`;
    }
    if (isChoice(relation)) {
      const value = this.#argumentsOf(field, nodes)[relation.through.argument.name];
      return `(${this.#rows(field, target, nodes, row, `FROM ${chosenRow(relation, row, key, value, statement)} LIMIT 1`)})`;
    }
    const { from: table, on } = related(relation, row, key, statement);
    const joins = to === "id" && pick === undefined ? this.#joins.get(alias) : undefined;
    if (joins && joins.length < MOST_JOINS) {
      joins.push(` LEFT JOIN ${table} ON ${on}`);
      this.#joins.set(row, joins);
      return `CASE WHEN ${row}."id" IS NOT NULL THEN (${this.#rows(field, target, nodes, row, "")}) END`;
    }
    const tail = `FROM ${table} WHERE ${on} LIMIT 1`;
    const column = pick === undefined ? undefined : target.columns.get(pick);
    return column
      ? `(SELECT ${columnJson(column, row)} ${tail})`
      : `(${this.#rows(field, target, nodes, row, tail)})`;
  }

  #connection(
    field: GraphQLField<unknown, unknown>,
    list: RowSet,
    nodes: Nodes,
    asked: ListArgs,
    { ranking, nested }: { ranking?: Ranking | undefined; nested?: true } = {},
  ): string {
    const { selection, statement } = this;
    const type = getNamedType(field.type) as GraphQLObjectType;
    const fields = selection.columnsOf(type, nodes);
    // Arguments are right or wrong whatever is asked of the list.
    if (!fields.some(({ name }) => PAGED.has(name))) {
      const { values, named } = checkList(list, asked, ranking);
      statement.checks.push(...values);
      for (const one of named) statement.name(one);
    }
    const { before, set, args } = foundOnce(list, asked, fields, statement);
    const node = type.getFields().nodes as GraphQLField<unknown, unknown>;
    const total = () => `(${totalSql(set, args, statement, ranking)})`;
    const row: Parameters<typeof groupsJson>[4]["row"] = (one, model, property, key, own) => {
      const alias = statement.alias();
      const tail = `FROM ${statement.from(model, alias)} WHERE ${alias}.${sqlOf(model, property)} = ${key}`;
      return `(${this.#rows(one, model, own, alias, tail)})`;
    };
    const groups = (own: Nodes) => groupsJson(selection, statement, type, own, { set, args, ranking, row });
    const rows = (own: Nodes, alias: string, tail: Tail) => this.#rows(node, set.model, own, alias, tail);
    if (fields.some(({ name }) => name === "edges" || name === "pageInfo")) {
      const parts = { before, behind: args.after != null, total, groups, rows };
      const page = pageSql(set, args, statement, ranking);
      return pagedConnection(selection, statement, type, fields, page, parts);
    }
    const columns = fields.map(({ key, name, nodes: own }) => {
      if (name === "__typename") return `${quoted(type.name)}::text AS "${key}"`;
      if (name === "totalCount") return `${total()} AS "${key}"`;
      if (name === "groups") return `${groups(own)} AS "${key}"`;
      const page = pageSql(set, args, statement, ranking);
      const limit = typeof page.size === "number" ? page.size : statement.bind(page.size, "integer");
      if (nested) return `ARRAY(${rows(own, page.alias, `${page.tail} LIMIT ${limit}`)}) AS "${key}"`;
      const joins: string[] = [];
      this.#joins.set(page.alias, joins);
      return `ARRAY(${rows(own, page.alias, () => joinedPage(page, limit, joins))}) AS "${key}"`;
    });
    return `(${before}SELECT o$ FROM (SELECT ${columns.join(", ")}) o$)`;
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>, nodes: Nodes): ListArgs & Variables {
    return this.selection.argumentsOfField(field, nodes);
  }
}
