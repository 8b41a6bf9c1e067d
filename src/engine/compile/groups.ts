import { type GraphQLField, type GraphQLObjectType, getNamedType } from "graphql";
import { isPlaced, type Model, type Placed } from "../../../resolvers/model/model.js";
import { isDate, spanSql } from "../../../resolvers/sql/dates.js";
import { type GroupArgs, Grouping } from "../../../resolvers/sql/grouping.js";
import type { Key } from "../../../resolvers/sql/keys.js";
import type { Measure } from "../../../resolvers/sql/measure.js";
import type { ListArgs } from "../../../resolvers/sql/page.js";
import type { RowSet } from "../../../resolvers/sql/rows.js";
import { Quotient, type RatioArgs } from "../../../resolvers/sql/ratio.js";
import { quoted, type Ranking, Slot, type Statement } from "../../../resolvers/sql/statement.js";
import { roleOf } from "../../../schema/derived.js";
import { Origin } from "../../../schema/enums/statistics.js";
import { columnsJson, valueJson } from "./json.js";
import { type Nodes, type Selection, Uncompilable } from "./selection.js";
import type { Variables } from "./variable-shape.js";

/** A list whose groups are asked for. */
interface GroupedList {
  set: RowSet;
  args: ListArgs;
  ranking?: Ranking | undefined;
  /** The JSON of the row of a model whose property is what an expression says. */
  row(field: Field, model: Model, property: string, key: string, nodes: Nodes): string;
}

type Field = GraphQLField<unknown, unknown>;

/** The JSON of a list's groups: the page of them is one subquery, from which each group's object is made. */
export function groupsJson(
  selection: Selection,
  statement: Statement,
  connection: GraphQLObjectType,
  nodes: Nodes,
  { set, args, ranking, row }: GroupedList,
): string {
  const grouped = selection.argumentsOf(connection, nodes) as unknown as GroupArgs;
  const grouping = new Grouping(set, args, grouped, statement, ranking);
  const type = getNamedType(connection.getFields().groups?.type) as GraphQLObjectType;
  const columns = new Groups(selection, grouping, row).columns(type, nodes);
  return `ARRAY(SELECT o$ FROM (SELECT ${columns} FROM (${grouping.page()}) g) o$)`;
}

class Groups {
  constructor(
    private readonly selection: Selection,
    private readonly grouping: Grouping,
    private readonly row: GroupedList["row"],
  ) {}

  columns(type: GraphQLObjectType, nodes: Nodes): string {
    return columnsJson(this.selection, type, nodes, (name, own) => {
      const inner = getNamedType(type.getFields()[name]?.type) as GraphQLObjectType;
      if (name === "keys") return this.#keys(inner, this.grouping.model, own, []);
      if (name === "ratio") return this.#ratio(inner, type, own);
      const fn = name as Measure["fn"];
      const { where } = this.selection.argumentsOf(type, own) as { where?: object | null };
      if (fn === "count") return this.#measure({ fn, where: where ?? null });
      return this.#object(inner, own, (property) =>
        this.#measure(
          { fn, property, where: where ?? null },
          this.grouping.model.columns.get(property)?.cast,
        ),
      );
    });
  }

  #measure(measure: Measure, cast?: string): string {
    const { value, reason } = this.grouping.compute(measure);
    const json = valueJson(`g.${value}`, measure.fn === "countDistinct" ? undefined : cast);
    // A group that is refused fails the statement; ordinary execution then finds out which groups are.
    return reason ? `CASE WHEN g.${reason} IS NULL THEN ${json} ELSE refuse(g.${reason})::text END` : json;
  }

  #ratio(type: GraphQLObjectType, group: GraphQLObjectType, nodes: Nodes): string {
    const args = this.selection.argumentsOf(group, nodes) as unknown as RatioArgs;
    const { of, to, reason } = this.grouping.ratio(args);
    const quotient = new Quotient(`g.${of}`, `g.${to}`, args, this.grouping.statement);
    const parts: Record<string, () => string> = {
      value: () => valueJson(quotient.value, "numeric"),
      numerator: () => valueJson(`g.${of}`, "numeric"),
      denominator: () => valueJson(`g.${to}`, "numeric"),
      formula: () => quotient.formula,
      origin: () => `${quoted(Origin.COMPUTED)}::text`,
    };
    const columns = columnsJson(this.selection, type, nodes, (part) => parts[part]?.() as string);
    const refused = reason ? ` WHERE g.${reason} IS NULL OR refuse(g.${reason}) IS NULL` : "";
    return `(SELECT o$ FROM (SELECT ${columns}${refused}) o$)`;
  }

  #keys(type: GraphQLObjectType, model: Model, nodes: Nodes, path: string[]): string {
    return this.#object(type, nodes, (name, own) => {
      const args = this.selection.argumentsOf(type, own);
      const field = type.getFields()[name] as Field;
      const inner = getNamedType(field.type) as GraphQLObjectType;
      const way = [...path, name];
      const relation = model.relations[name];
      if (relation && isPlaced(relation)) return this.#chosen(field, relation, args, own, path);
      if (relation && roleOf(inner) === "keys") return this.#keys(inner, relation.target, own, way);
      const index = this.grouping.indexOf(way, args.part);
      const key = this.grouping.keys[index] as Key;
      if (!isDate(key.cast)) return valueJson(`g.k${index}`, key.cast);
      const { end, label } = spanSql(key.part as never, `g.k${index}`);
      const parts: Record<string, string> = { start: `g.k${index}`, end, label };
      return `CASE WHEN g.k${index} IS NOT NULL THEN ${this.#object(inner, own, (part) => parts[part] as string)} END`;
    });
  }

  #chosen(
    field: Field,
    { target, to, through }: Placed,
    args: Variables,
    nodes: Nodes,
    path: string[],
  ): string {
    const { name } = through.argument;
    const said = args[name];
    // Which is asked for may be known only when the statement runs, unless it is said in the same words.
    const open = said instanceof Slot || this.grouping.keys.some(({ part }) => part instanceof Slot);
    if (open && !this.grouping.keys.some((key) => key.said === said))
      throw new Uncompilable("what chooses a row is in a variable");
    return this.row(field, target, to, `g.k${this.grouping.indexOf([...path, name], said)}`, nodes);
  }

  #object(type: GraphQLObjectType, nodes: Nodes, sql: (name: string, nodes: Nodes) => string): string {
    return `(SELECT o$ FROM (SELECT ${columnsJson(this.selection, type, nodes, sql)}) o$)`;
  }
}
