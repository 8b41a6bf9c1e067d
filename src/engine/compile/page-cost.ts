import { type GraphQLField, type GraphQLObjectType, getNamedType } from "graphql";
import type { Polled } from "../../../resolvers/model/catalogue.js";
import type { Sizes } from "../../../resolvers/model/sizes.js";
import { CHANGES_LOOKED_AT } from "../../../schema/change.js";
import { type Amount, least, product, sum } from "./amounts.js";
import { sizeOf } from "./arranging.js";
import type { Costs } from "./cost.js";
import type { Nodes, Selection } from "./selection.js";
import { CURSOR_BYTES, WEIGHTS } from "./weights.js";

/** The cost of a page of changes: of looking through the log, and of the rows that they are about. */
export function pageCost(
  { followed }: Polled,
  field: GraphQLField<unknown, unknown>,
  nodes: Nodes,
  { costs, selection, sizes }: { costs: Costs; selection: Selection; sizes: Sizes },
): { cost: Amount; given: Amount } {
  const { change, select, row, byte, lookup } = WEIGHTS;
  const { model } = followed[0] as Polled["followed"][0];
  const { first } = selection.readableArguments(field, nodes);
  const size = sizeOf(first);
  const looked = least(sizes.of("change").rows, CHANGES_LOOKED_AT);
  const page = getNamedType(field.type) as GraphQLObjectType;
  const parts = selection.fieldsOf(page, nodes).map(({ name, nodes: own }): Amount => {
    if (name !== "nodes") return 0;
    const event = getNamedType(page.getFields().nodes?.type) as GraphQLObjectType;
    const rows = selection.fieldsOf(event, own).map(({ name: of, nodes: asked }): Amount => {
      const node = event.getFields()[of];
      return of === "node" && node
        ? sum(select, product(size, lookup), costs.some(node, model, asked, size))
        : product(size, row + CURSOR_BYTES * byte);
    });
    return sum(...rows);
  });
  // The lineage, how far the log is, what it holds, and what that means.
  const cost = sum(4 * select, product(looked, change), ...parts);
  return { cost, given: size };
}
