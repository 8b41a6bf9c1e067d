import { getNamedType, type GraphQLField, type GraphQLObjectType, isInterfaceType } from "graphql";
import { type GroupArgs, Grouping } from "../../../resolvers/sql/grouping.js";
import { type Column, type Model, modelOf, type Relation } from "../../../resolvers/model/model.js";
import { readId, rootOf } from "../../../resolvers/root.js";
import { type ListArgs, pageSql, totalSql } from "../../../resolvers/sql/page.js";
import { derive, quoted, type Ranking, type Statement } from "../../../resolvers/sql/statement.js";
import { current, joined, type Scope, sqlOf } from "../../../resolvers/sql/where.js";
import { PAGE } from "../../../schema/page.js";
import { pagedConnection } from "./connection.js";
import { groupsJson } from "./groups.js";
import { valueJson } from "./json.js";
import { type Nodes, type Selection, Uncompilable } from "./selection.js";
import { branchesOf, kindSql, typenameSql } from "./things.js";
import type { Variables } from "./variable-shape.js";

/** Turns fields of an operation into SQL expressions that give their JSON, as ordinary execution would write it. */
export class Compiler {
  constructor(
    private readonly selection: Selection,
    private readonly statement: Statement,
  ) {}

  /** The JSON of one field of the root. */
  root(field: GraphQLField<unknown, unknown>, nodes: Nodes): string {
    const root = rootOf(field.name);
    if (!root) throw new Uncompilable(field.name);
    const args = this.#argumentsOf(field, nodes);
    const { model } = root;
    if (root.shape === "many") {
      const ranking = root.ranking?.(args as never);
      return this.#connection(field, model, nodes, args, (alias) => current(model, alias), ranking);
    }
    const alias = this.statement.alias();
    const id = this.statement.bind(derive(args.id as string, readId), "text");
    const from = `FROM ${this.statement.from(model, alias)} WHERE ${alias}."id" = ${id}`;
    return `(${this.#rows(field, model, nodes, alias, from)})`;
  }

  /** SELECT of one column: the JSON of each row, read from `tail`, which names the row by its alias. */
  #rows(field: GraphQLField<unknown, unknown>, model: Model, nodes: Nodes, alias: string, tail: string) {
    const type = getNamedType(field.type);
    if (isInterfaceType(type)) return this.#things(model, nodes, alias, tail);
    return this.#objects(type as GraphQLObjectType, model, nodes, alias, tail);
  }

  #objects(type: GraphQLObjectType, model: Model, nodes: Nodes, alias: string, tail: string): string {
    const columns = this.selection.columnsOf(type, nodes).map(({ key, name, nodes: own }) => {
      const sql =
        name === "__typename" ? typenameSql(type, model, alias) : this.#field(type, model, name, own, alias);
      return `${sql} AS "${key}"`;
    });
    return `SELECT o FROM (SELECT ${columns.join(", ")} ${tail}) o`;
  }

  /** Things of mixed kinds: what all things have is read off the table of all things, the rest off that of the kind. */
  #things(model: Model, nodes: Nodes, alias: string, tail: string): string {
    const [first, ...others] = branchesOf(this.selection, nodes);
    if (!first) throw new Uncompilable("a thing of no kind");
    const shared = first.own === undefined;
    if (shared && others.length === 0) return this.#objects(first.type, model, nodes, alias, tail);
    const cases = [first, ...others].map(({ own, type, kinds }) => {
      const target = this.statement.alias();
      const json = own
        ? this.#objects(
            type,
            own,
            nodes,
            target,
            `FROM "${own.table}" ${target} WHERE ${target}.id = ${alias}.id`,
          )
        : this.#objects(type, model, nodes, alias, "");
      return `WHEN ${kindSql(alias, kinds)} THEN (${json})`;
    });
    return `SELECT CASE ${cases.join(" ")} END ${tail}`;
  }

  #field(type: GraphQLObjectType, model: Model, name: string, nodes: Nodes, alias: string): string {
    const relation = model.relations[name];
    const field = type.getFields()[name];
    if (relation && field) return this.#relation(field, model, relation, nodes, alias);
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
    const { shape, from, to, pick } = relation;
    const target = modelOf(relation.target);
    const key = `${alias}.${sqlOf(model, from)}`;
    if (shape === "part")
      return `CASE WHEN ${key} IS NOT NULL THEN (${this.#rows(field, target, nodes, alias, "")}) END`;
    const scope: Scope = (inner) => [joined(relation, inner, key)];
    if (shape === "many")
      return this.#connection(field, target, nodes, this.#argumentsOf(field, nodes), scope);
    if (shape === "list" && !model.columns.get(from)?.list) {
      const page = pageSql(target, { first: PAGE.max }, statement, scope);
      const rows = this.#rows(field, target, nodes, page.alias, `${page.tail} LIMIT ${page.size}`);
      return `ARRAY(${rows})`;
    }
    const row = statement.alias();
    const table = statement.from(target, row);
    if (shape === "list") {
      const place = statement.alias();
      const join = [
        `${row}.${sqlOf(target, to)} = ${place}.key`,
        ...(to === "id" ? [] : current(target, row)),
      ];
      const tail = `FROM unnest(${key}) WITH ORDINALITY ${place}(key, n) JOIN ${table} ON ${join.join(" AND ")} ORDER BY ${place}.n`;
      return `ARRAY(${this.#rows(field, target, nodes, row, tail)})`;
    }
    const tail = `FROM ${table} WHERE ${joined(relation, row, key)} LIMIT 1`;
    const column = pick === undefined ? undefined : target.columns.get(pick);
    return column
      ? `(SELECT ${columnJson(column, row)} ${tail})`
      : `(${this.#rows(field, target, nodes, row, tail)})`;
  }

  #connection(
    field: GraphQLField<unknown, unknown>,
    model: Model,
    nodes: Nodes,
    args: ListArgs,
    scope: Scope,
    ranking?: Ranking,
  ): string {
    const { statement } = this;
    const type = getNamedType(field.type) as GraphQLObjectType;
    const fields = this.selection.columnsOf(type, nodes);
    // What a list is ranked by is wrong or right whether or not anything of the list is asked for.
    if (ranking && fields.every(({ name }) => name === "__typename"))
      throw new Uncompilable("a search of which nothing is asked");
    const node = type.getFields().nodes as GraphQLField<unknown, unknown>;
    const total = () => `(${totalSql(model, args, statement, scope, ranking)})`;
    const groups = (own: Nodes) => {
      const grouped = this.selection.argumentsOf(type, own) as unknown as GroupArgs;
      const grouping = new Grouping(model, args, grouped, statement, scope, ranking);
      return groupsJson(
        this.selection,
        getNamedType(type.getFields().groups?.type) as GraphQLObjectType,
        own,
        grouping,
      );
    };
    const rows = (own: Nodes, alias: string, tail: string) => this.#rows(node, model, own, alias, tail);
    if (fields.some(({ name }) => name === "edges" || name === "pageInfo"))
      return pagedConnection(
        this.selection,
        statement,
        type,
        fields,
        pageSql(model, args, statement, scope, ranking),
        {
          behind: args.after != null,
          total,
          groups,
          rows,
        },
      );
    const columns = fields.map(({ key, name, nodes: own }) => {
      if (name === "__typename") return `${quoted(type.name)}::text AS "${key}"`;
      if (name === "totalCount") return `${total()} AS "${key}"`;
      if (name === "groups") return `${groups(own)} AS "${key}"`;
      const { alias, tail, size } = pageSql(model, args, statement, scope, ranking);
      const limit = typeof size === "number" ? size : statement.bind(size, "integer");
      return `ARRAY(${rows(own, alias, `${tail} LIMIT ${limit}`)}) AS "${key}"`;
    });
    return `(SELECT o FROM (SELECT ${columns.join(", ")}) o)`;
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>, nodes: Nodes): ListArgs & Variables {
    return this.selection.argumentsOfField(field, nodes);
  }
}

const columnJson = ({ sql, cast }: Column, alias: string): string => valueJson(`${alias}."${sql}"`, cast);
