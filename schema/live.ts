import { DirectiveLocation, GraphQLDirective, GraphQLInt, GraphQLNonNull } from "graphql";

/** The time between two answers of a live query, in milliseconds: unless it is given, and what it may be. */
export const THROTTLE_MS = { standard: 1000, least: 100, most: 3_600_000 };

/** Makes a query live. */
export const LIVE = new GraphQLDirective({
  name: "live",
  description:
    "Truy vấn trực tiếp: the whole answer is sent at once, and again whenever something that it is read from has changed and it differs. Over WebSocket (graphql-transport-ws) or server-sent events; asked in another way, the query is answered once.",
  locations: [DirectiveLocation.QUERY],
  args: {
    throttle: {
      type: new GraphQLNonNull(GraphQLInt),
      defaultValue: THROTTLE_MS.standard,
      description: `Giãn cách: how many milliseconds pass at least from one answer to the next, from ${THROTTLE_MS.least} to ${THROTTLE_MS.most}. What has changed meanwhile is in the next.`,
    },
  },
});
