import { Field, Int, ObjectType } from "type-graphql";

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

const connections = new Map<object, object>();

/** The connection type of a node type: made once, named after it. */
export function connectionOf(node: object, name: string): object {
  const known = connections.get(node);
  if (known) return known;
  const edge = class {};
  ObjectType(`${name}Edge`, {
    description: `Cạnh: one ${name} of a connection, with its cursor.`,
    simpleResolvers: true,
  })(edge);
  Field((() => node) as never, { description: "Đối tượng: the node." })(edge.prototype, "node");
  Field(() => String, { description: "Con trỏ: give it as after to go on behind this node." })(
    edge.prototype,
    "cursor",
  );

  const connection = class {};
  const description = `Danh sách: ${name} nodes, a page at a time.`;
  ObjectType(`${name}Connection`, { description, simpleResolvers: true })(connection);
  Field((() => [node]) as never, { description: "Các đối tượng: the nodes of the page." })(
    connection.prototype,
    "nodes",
  );
  Field((() => [edge]) as never, { description: "Các cạnh: the nodes with their cursors." })(
    connection.prototype,
    "edges",
  );
  Field(() => PageInfo, { description: "Thông tin trang: where the page lies." })(
    connection.prototype,
    "pageInfo",
  );
  Field(() => Int, { description: "Tổng số: how many there are in all, beyond the page too." })(
    connection.prototype,
    "totalCount",
  );
  connections.set(node, connection);
  return connection;
}
