import { Resolver } from "type-graphql";
import { Thing } from "../entities/base.js";
import { Link } from "../entities/link.js";
import { Collection } from "./collection.js";
import { one } from "./model/model.js";

@Resolver(() => Link)
@Collection(Link, {
  term: "Liên kết: how things stand to each other.",
  example: "(where: { role: { eq: BASED_ON } }, first: 5) { nodes { from { name } to { name } } }",
  relations: {
    from: one(Thing, "fromId", "Từ: the thing that the link starts from.", { required: true }),
    to: one(Thing, "toId", "Đến: the thing that the link leads to.", { required: true }),
  },
})
export class LinkResolver {}
