import {
  type GraphQLField,
  type GraphQLInterfaceType,
  type GraphQLObjectType,
  getNamedType,
  isInterfaceType,
} from "graphql";
import type { Catalogue } from "../../../resolvers/model/catalogue.js";
import type { Column } from "../../../resolvers/model/columns.js";
import { type Model, type Relation, waysOf } from "../../../resolvers/model/model.js";
import type { Sizes } from "../../../resolvers/model/sizes.js";
import { VALUES } from "../../../resolvers/model/values.js";
import { PAGE } from "../../../schema/page.js";
import { type Amount, least, most, product, sum } from "./amounts.js";
import { choicesIn, groupingOf, type List, orderingOf, type Rows, sizeOf, typeOf } from "./arranging.js";
import { PAGED } from "./connection.js";
import { entriesOf, Finding } from "./finding.js";
import type { Nodes, Selection } from "./selection.js";
import { branchesOf } from "./things.js";
import { CURSOR_BYTES, VIEWS, WEIGHTS } from "./weights.js";

type Field = GraphQLField<unknown, unknown>;

/** Computes what an operation costs before it runs: from what it asks for, and from how much the tables hold. */
export class Costs {
  readonly #finding: Finding;
  #given: Amount = 0;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly selection: Selection,
    private readonly sizes: Sizes,
  ) {
    this.#finding = new Finding(sizes);
  }

  /** The cost of one field of the root, and how many rows and values of rows its answer may have. */
  root = (field: Field, nodes: Nodes) => this.of(() => this.#root(field, nodes));

  /** The same of one that is reckoned by others. */
  of(reckon: () => Amount): { cost: Amount; given: Amount } {
    this.#given = 0;
    const cost = reckon();
    return { cost, given: this.#given };
  }

  #root(field: Field, nodes: Nodes): Amount {
    const root = this.catalogue.roots.get(field.name);
    if (!root) return VALUES.has(field.name) ? WEIGHTS.cursor : WEIGHTS.select;
    const { model, shape, ranked } = root;
    const one = { count: 1, distinct: true };
    if (shape === "one") {
      this.selection.readableArguments(field, nodes);
      return sum(WEIGHTS.select, WEIGHTS.lookup, this.#rows(field, model, nodes, one));
    }
    const { rows } = this.sizes.of(model.table);
    const list = { model, parents: one, each: rows, all: rows };
    return this.#connection(field, list, nodes, ranked !== undefined);
  }

  /** The cost of so many rows, whichever those are. */
  some = (field: Field, model: Model, nodes: Nodes, count: Amount): Amount =>
    this.#rows(field, model, nodes, { count, distinct: false });

  /** The cost of a view: it is computed whole. */
  view = (name: string): number => (VIEWS[name] ?? WEIGHTS.view) * this.sizes.of(name).behind;

  /** Rows of a model as objects. */
  #rows(field: Field, model: Model, nodes: Nodes, rows: Rows): Amount {
    const type = getNamedType(field.type) as GraphQLObjectType | GraphQLInterfaceType;
    if (!isInterfaceType(type)) return this.#objects(type, model, nodes, rows);
    const before = this.#given;
    const given: Amount[] = [];
    const branches = branchesOf(this.catalogue, this.selection, nodes).map(({ type: kind, own }) => {
      this.#given = before;
      const cost = this.#objects(kind, own ?? model, nodes, rows);
      given.push(this.#given);
      return sum(own ? product(rows.count, WEIGHTS.lookup) : 0, cost);
    });
    this.#given = most(before, ...given);
    return most(...branches);
  }

  #objects(type: GraphQLObjectType, model: Model, nodes: Nodes, rows: Rows): Amount {
    const { field, row, value, byte, lookup } = WEIGHTS;
    const fields = this.selection.fieldsOf(type, nodes);
    this.#give(rows.count, fields.length);
    const parts = fields.map(({ key, name, nodes: own }): Amount => {
      const definition = type.getFields()[name];
      const relation = model.relations[name];
      if (relation && definition) return sum(field, this.#relation(definition, model, relation, own, rows));
      if (definition?.args.length) this.selection.readableArguments(definition, own);
      if (model.expressions[name]) return sum(field, product(rows.count, lookup + value));
      const column = model.columns.get(name);
      const bytes = key.length + (column ? this.sizes.column(model.table, column.sql).bytes : 10);
      return sum(field, product(rows.count, value + byte * bytes));
    });
    return sum(product(rows.count, row), ...parts);
  }

  #relation(field: Field, model: Model, relation: Relation, nodes: Nodes, rows: Rows): Amount {
    const { target, shape, through, to, pick, lookUp, kinds = [] } = relation;
    const { lookup, alone, value, select } = WEIGHTS;
    const found = product(rows.count, lookUp ? alone : lookup);
    if (pick !== undefined) return sum(found, product(rows.count, value));
    if (shape === "part") return this.#rows(field, target, nodes, rows);
    const ways = [...waysOf(relation), ...kinds.map((kind) => kind.relation)];
    const distinct = rows.distinct && ways.every((way) => way.through === undefined);
    if (shape === "one") {
      this.selection.readableArguments(field, nodes);
      const chosen = through && !lookUp ? found : 0;
      return sum(found, chosen, this.#rows(field, target, nodes, { ...rows, distinct: false }));
    }
    const each = this.#finding.most(model, relation);
    // Each row of the target, or of the links to it, belongs to one of distinct rows.
    const whole = ways.map((way) => this.sizes.of(way.through?.table ?? target.table).rows);
    const total = product(rows.count, each);
    const all = rows.distinct ? least(total, sum(...whole)) : total;
    if (shape === "list") {
      const count = least(all, product(rows.count, PAGE.max));
      return sum(select, found, this.#rows(field, target, nodes, { count, distinct: false }));
    }
    const key = through ? undefined : (target.columns.get(to) as Column).sql;
    const parents = { ...rows, distinct };
    const list = { model: target, parents, each, all, ways: ways.length, ...(key && { key }) };
    return this.#connection(field, list, nodes);
  }

  #connection(field: Field, list: List, nodes: Nodes, ranked = false): Amount {
    const { model, parents, ways = 1 } = list;
    const { select, lookup, read, row } = WEIGHTS;
    const type = typeOf(field);
    const args = this.selection.readableArguments(field, nodes);
    const asked = this.selection.fieldsOf(type, nodes).filter(({ name }) => name !== "__typename");
    const parts = asked.filter(({ name }) => name !== "pageInfo").length;
    const size = sizeOf(args.first);
    // How many rows there are to look at, of each list and of all of them.
    const some = least(list.each, this.#finding.among(model, args.where));
    const all = least(list.all, product(parents.count, some));
    const filtered = ranked || entriesOf(args.where).length > 0;
    const testing = sum(
      ranked ? product(all, this.#finding.search(args.text)) : 0,
      this.#finding.test(model, args.where, all),
    );
    const ordering = orderingOf(list, args.orderBy, this.sizes);
    const given = least(all, product(parents.count, size));
    const page = { count: given, distinct: parents.distinct };
    const whole = filtered || ordering.sorts;
    const costs: Amount[] = [
      product(Math.max(parts, 1), ways, sum(select, product(parents.count, lookup))),
      testing,
    ];
    if (asked.some(({ name }) => PAGED.has(name)))
      costs.push(product(whole ? all : least(all, sum(given, parents.count)), sum(read, ordering.each)));
    for (const { name, nodes: own } of asked) {
      const part = type.getFields()[name] as Field;
      if (name === "totalCount") costs.push(product(all, read));
      else if (name === "groups") costs.push(this.#groups(part, list, all, own));
      else if (name === "nodes") costs.push(this.#rows(part, model, own, page));
      else if (name === "edges") costs.push(this.#edges(part, model, own, page));
      else costs.push(product(parents.count, row));
    }
    return sum(...costs);
  }

  #edges(field: Field, model: Model, nodes: Nodes, page: Rows): Amount {
    const { row, byte } = WEIGHTS;
    this.#give(page.count, 1);
    const type = typeOf(field);
    const parts = this.selection
      .fieldsOf(type, nodes)
      .map(({ name, nodes: own }) =>
        name === "node"
          ? this.#rows(type.getFields().node as Field, model, own, page)
          : product(page.count, row + CURSOR_BYTES * byte),
      );
    return sum(...parts);
  }

  #groups(field: Field, list: List, all: Amount, nodes: Nodes): Amount {
    const { row, value, select } = WEIGHTS;
    const type = typeOf(field);
    const args = this.selection.readableArguments(field, nodes);
    const asked = this.selection.fieldsOf(type, nodes);
    const rows = { model: list.model, rows: all };
    const { cost, columns } = groupingOf(rows, args, type, asked, this.selection, this.#finding);
    const given = least(all, product(list.parents.count, sizeOf(args.first)));
    this.#give(given, columns);
    const chosen = choicesIn(list.model, type, asked, this.selection).map(
      ({ field: one, choice, nodes: own }) =>
        this.#relation(one, list.model, choice, own, { count: given, distinct: false }),
    );
    return sum(select, cost, product(given, row + value * columns), ...chosen);
  }

  #give(rows: Amount, values: number): void {
    this.#given = sum(this.#given, product(rows, 1 + values));
  }
}
