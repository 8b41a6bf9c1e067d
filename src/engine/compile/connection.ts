import { type GraphQLObjectType, getNamedType } from "graphql";
import { signature } from "../../../resolvers/sql/cursor.js";
import { type ListArgs, type Page, placesSql, rowsSql } from "../../../resolvers/sql/page.js";
import type { RowSet } from "../../../resolvers/sql/rows.js";
import { derive, quoted, type Statement } from "../../../resolvers/sql/statement.js";
import { asksOfMany } from "../../../resolvers/sql/where.js";
import { columnsJson } from "./json.js";
import type { Asked, Nodes, Selection } from "./selection.js";

/** What is made of a list's page. */
export const PAGED: ReadonlySet<string> = new Set(["nodes", "edges", "pageInfo"]);

/** What a paged connection needs besides its page. */
interface Parts {
  /** What goes before its SELECT. */
  before: string;
  /** Whether the page was asked for after a cursor. */
  behind: boolean;
  total(): string;
  groups(nodes: Nodes): string;
  /** The JSON of the row of the alias. */
  rows(nodes: Nodes, alias: string, tail: string): string;
}

/**
 * What a list's total, page and groups are all made of. Where it takes long to find out which rows they are, those are
 * found once: `before` goes before the SELECT that asks for all of it.
 */
export function foundOnce(set: RowSet, args: ListArgs, fields: Asked[], statement: Statement) {
  const parts = fields.filter(({ name }) => name !== "__typename").length;
  if (parts < 2 || !args.where || !asksOfMany(set.model, args.where)) return { before: "", set, args };
  const [alias, source] = [statement.alias(), statement.alias()];
  const rows = rowsSql(set, [args.where], alias, statement);
  return {
    before: `WITH ${source} AS MATERIALIZED (SELECT ${alias}.* ${rows}) `,
    set: { ...set, source, ways: () => [] },
    args: { ...args, where: null },
  };
}

/**
 * A page with the rows that to-one relations lead to: joined once it is known which rows it has, since to look them up one
 * by one costs more the longer the page is.
 */
export const joinedPage = ({ alias, tail, order }: Page, limit: number | string, joins: string[]): string =>
  joins.length === 0
    ? `${tail} LIMIT ${limit}`
    : `FROM (SELECT ${alias}.* ${tail} LIMIT ${limit}) ${alias}${joins.join("")} ${order}`;

/**
 * A connection of which edges or page information are asked: one row more than the page holds is read, so that it is
 * known whether more follow, and everything is aggregated from those rows at once.
 */
export function pagedConnection(
  selection: Selection,
  statement: Statement,
  type: GraphQLObjectType,
  fields: Asked[],
  { alias, tail, terms, size }: Page,
  parts: Parts,
): string {
  const limit = typeof size === "number" ? String(size) : statement.bind(size, "integer");
  const more = derive(size, (rows) => rows + 1);
  const oneMore = typeof more === "number" ? String(more) : statement.bind(more, "integer");
  const places = terms.map((_, index) => `, ${alias}."_${index}"`).join("");
  const order = signature(terms);
  const signed = typeof order === "string" ? quoted(order) : statement.bind(order, "text");
  // The same text that cursorOf makes: base64url of a JSON array without spaces.
  const array = `array_to_json(ARRAY[${signed}${places}]::text[])::text`;
  const cursor = `translate(encode(convert_to(${array}, 'UTF8'), 'base64'), E'+/=\\n', '-_')`;
  const aggregates = [
    "count(*) AS rows",
    `min(${cursor}) FILTER (WHERE ${alias}._n = 1 AND ${limit} > 0) AS first`,
    `min(${cursor}) FILTER (WHERE ${alias}._n = least(${alias}._m, ${limit})) AS last`,
  ];
  const list = (json: string): string => {
    const name = `a${aggregates.length}`;
    aggregates.push(
      `coalesce(array_agg(${json} ORDER BY ${alias}._n) FILTER (WHERE ${alias}._n <= ${limit}), '{}') AS ${name}`,
    );
    return `a.${name}`;
  };
  const object = (of: GraphQLObjectType, nodes: Nodes, part: (name: string, nodes: Nodes) => string) =>
    `(SELECT o$ FROM (SELECT ${columnsJson(selection, of, nodes, part)}) o$)`;
  const typeOf = (name: string) => getNamedType(type.getFields()[name]?.type) as GraphQLObjectType;
  const pageInfo: Record<string, string> = {
    hasNextPage: `(a.rows > ${limit})`,
    hasPreviousPage: `${parts.behind}`,
    startCursor: "a.first",
    endCursor: "a.last",
  };
  const columns = fields.map(({ key, name, nodes }) => {
    const sql = {
      __typename: () => `${quoted(type.name)}::text`,
      totalCount: parts.total,
      groups: () => parts.groups(nodes),
      nodes: () => list(`(${parts.rows(nodes, alias, "")})`),
      edges: () =>
        list(
          object(typeOf("edges"), nodes, (part, own) =>
            part === "cursor" ? cursor : `(${parts.rows(own, alias, "")})`,
          ),
        ),
      pageInfo: () => object(typeOf("pageInfo"), nodes, (part) => pageInfo[part] as string),
    }[name];
    return `${sql?.()} AS "${key}"`;
  });
  const page = `SELECT ${alias}.*, ${placesSql(terms)} ${tail} LIMIT ${oneMore}`;
  const numbered = `SELECT p.*, row_number() OVER () AS _n, count(*) OVER () AS _m FROM (${page}) p`;
  return `(${parts.before}SELECT o$ FROM (SELECT ${columns.join(", ")} FROM (SELECT ${aggregates.join(", ")} FROM (${numbered}) ${alias}) a) o$)`;
}
