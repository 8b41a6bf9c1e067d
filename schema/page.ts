import { Field, Int, ObjectType } from "type-graphql";
import { addOutput, type Derived, objectType } from "./derived.js";

/** How many nodes a page holds when the client does not say, and how many it may ask for. */
export const PAGE = { default: 50, max: 1000 } as const;

@ObjectType("PageInfo", {
  description: "Thông tin trang: where a page lies in its connection.",
  simpleResolvers: true,
})
export class PageInfo {
  @Field(() => Boolean, { description: "Còn trang sau: whether more nodes follow." })
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: "Có trang trước: whether the page was asked for after a cursor." })
  hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: "Con trỏ đầu: the cursor of the first node of the page.",
  })
  startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Con trỏ cuối: the cursor of the last node; give it as after for the next page.",
  })
  endCursor!: string | null;
}

/** Makes the connection type of a node type, named after it. */
export function connectionType(node: object, name: string): Derived {
  const edge = objectType(`${name}Edge`, `Cạnh: one ${name} of a connection, with its cursor.`);
  addOutput(edge, "node", () => node, "Đối tượng: the node.");
  addOutput(edge, "cursor", () => String, "Con trỏ: give it as after to go on behind this node.");
  const connection = objectType(
    `${name}Connection`,
    `Danh sách: ${name} nodes, a page at a time.`,
    "connection",
  );
  addOutput(connection, "nodes", () => [node], "Các đối tượng: the nodes of the page.");
  addOutput(connection, "edges", () => [edge], "Các cạnh: the nodes with their cursors.");
  addOutput(connection, "pageInfo", () => PageInfo, "Thông tin trang: where the page lies.");
  const total = "Tổng số: how many there are in all, beyond the page too.";
  addOutput(connection, "totalCount", () => Int, total);
  return connection;
}
