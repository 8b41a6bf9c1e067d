import { Arg, Resolver, Root, Subscription } from "type-graphql";
import { ReportError } from "../schema/errors.js";
import type { Catalogue } from "./model/catalogue.js";
import type { Types } from "./types/index.js";

/** Makes the fields of the subscription's root: what happens to the rows of each model that the log of changes is about. */
export function subscriptionsOf(catalogue: Catalogue, types: Types): object {
  const root = class SubscriptionResolver {};
  Resolver()(root);
  const prototype = root.prototype as Record<string, unknown>;
  for (const [name, { model, list, term }] of catalogue.followed) {
    const change = types.changeOf(model);
    prototype[name] = (_where: unknown, _after: unknown, event: unknown) => event;
    const description = `${term} Thay đổi: what happens to those of \`${list}\` that meet the condition, from now or from a cursor on.`;
    Subscription((() => change) as never, { subscribe: elsewhere, nullable: true, description })(
      prototype,
      name,
      Object.getOwnPropertyDescriptor(prototype, name) as never,
    );
    const where =
      "Điều kiện: only rows that meet it, by their own fields and the ids of to-one relations. One that comes to meet it is an INSERT, one that ceases to a DELETE.";
    Arg("where", (() => types.inputs.of(model).where) as never, { nullable: true, description: where })(
      prototype,
      name,
      0,
    );
    const after = "Sau con trỏ: everything that followed this cursor comes first.";
    Arg("after", () => String, { nullable: true, description: after })(prototype, name, 1);
    Root()(prototype, name, 2);
  }
  return root;
}

/** Events are made once for all who ask the same, by src/live, never by executing a subscription. */
const elsewhere = (): never => {
  throw new ReportError(
    "METHOD_NOT_ALLOWED",
    "Subscriptions are carried by WebSocket or server-sent events.",
  );
};
