import type { GraphQLFormattedError, GraphQLSchema } from "graphql";
import type { Store } from "../engine/store.js";
import type { Sink } from "../live/message.js";
import { Subscription } from "../live/subscription.js";
import type { ForeignSubscriptions } from "../live/subscriptions.js";
import { isForeign } from "../operation/beyond.js";
import type { Partners } from "./index.js";
import type { Fault, Reply } from "./messages.js";
import { Pinned } from "./pinned.js";
import { resultOf } from "./replies.js";

/** Subscriptions to what happens to ours, whose events have fields of partners. */
export const foreignSubscriptions = (
  partners: Partners,
  schema: GraphQLSchema,
  store: Store,
): ForeignSubscriptions => ({
  includes: (query) => partners.joined && isForeign(store.of(query), schema, partners),
  async open(request, own) {
    const opened = await partners.generation.follow(request, async ({ query, operationName, variables }) => {
      const ours = await own({ query, operationName, variables });
      return "errors" in ours ? replyOf(ours.errors) : ours;
    });
    if (!(opened instanceof Pinned)) return { errors: resultOf(opened, request.query).errors ?? [] };
    const begin = (sink: Sink) => {
      opened.begin(sink);
      return opened;
    };
    return new Subscription(request.operationName ?? "(subscription)", begin, () => opened.leave());
  },
});

const replyOf = (errors: readonly GraphQLFormattedError[]): Reply => ({
  holds: false,
  cost: 0,
  errors: errors.map(({ message, path, extensions }) => ({
    message,
    path,
    extensions: extensions as Fault["extensions"],
  })),
});
