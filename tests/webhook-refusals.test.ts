import { type WebhookOptions, webhook } from "../src/commands/webhook.js";
import { readConfig } from "../src/config.js";
import type { OpenDatabase } from "../src/database/index.js";
import { useDatabase } from "./harness.js";
import { TOPICS } from "./webhooks.js";

const database = useDatabase();
const config = readConfig({ POOL_SIZE: "1" });

/** What a command is refused with; nothing where it is not. */
const refusal = (operands: string[], options: WebhookOptions = {}): Promise<string | undefined> =>
  webhook(
    operands,
    options,
    config,
    () => database.api,
  )(database as unknown as OpenDatabase).then(
    () => undefined,
    ({ message }) => message as string,
  );

const adding = (document: string, url = "https://partner.example/events") => ["add", "wrong", url, document];

test.each<[what: string, operands: string[], reason: RegExp, options?: WebhookOptions]>([
  [
    "a field that is none",
    adding("subscription { topicChangd { id } }"),
    /^The document is refused: Cannot query field "topicChangd" on type "Subscription"\. Did you mean "topicChanged"/,
  ],
  ["no GraphQL", adding("subscription {"), /^The document cannot be read: Syntax Error: /],
  [
    "a query",
    adding("{ topics { totalCount } }"),
    /^A webhook's document is one subscription of one field, /,
  ],
  [
    "two fields",
    adding("subscription { topicChanged { id } agencyChanged { id } }"),
    /^A webhook's document is one subscription of one field, /,
  ],
  [
    "an argument after",
    adding('subscription { topicChanged(after: "x") { id } }'),
    /^A webhook remembers by itself how far it is/,
  ],
  [
    "a condition that cannot be followed",
    adding('subscription { topicChanged(where: { issuer: { name: { eq: "x" } } }) { id } }'),
    /^The document is refused: .*issuer/,
  ],
  [
    "an absent variable",
    adding("subscription ($n: String!) { topicChanged(where: { name: { eq: $n } }) { id } }"),
    /^The document is refused: .*"\$n"/,
  ],
  [
    "variables that are none",
    adding(TOPICS),
    /^--variables takes a JSON object .*, not \[1\]/,
    { variables: "[1]" },
  ],
  ["variables that are no JSON", adding(TOPICS), /^--variables takes a JSON object/, { variables: "{" }],
  [
    "a cursor that is none",
    adding(TOPICS),
    /^"yesterday" is not a cursor of changes/,
    { after: "yesterday" },
  ],
  ["a file that is not there", adding("/no/such.graphql"), /^There is no file \/no\/such\.graphql\./],
  [
    "a name that is none",
    ["add", "A b", "https://partner.example", TOPICS],
    /^"A b" is not a webhook's name/,
  ],
  [
    "a URL by http",
    adding(TOPICS, "http://partner.example"),
    /^A webhook's URL begins with https:\/\/.*WEBHOOK_ALLOW_HTTP=on/,
  ],
  [
    "a private address",
    adding(TOPICS, "https://10.0.0.1/"),
    /^Webhooks may not be sent to 10\.0\.0\.1: .*WEBHOOK_ALLOW_PRIVATE=on/,
  ],
])(
  "A webhook with %s is not added, and the reason is said",
  async (_what, operands, reason, options = {}) => {
    expect(await refusal(operands, options)).toMatch(reason);
    expect(await database.dataSource.query("SELECT name FROM webhook")).toEqual([]);
  },
);

test.each(["pause", "resume", "show", "replay", "rotate", "remove"])(
  "To %s a webhook there must be one",
  async (verb) => {
    expect(await refusal([verb, "nobody"])).toBe(
      "There is no webhook nobody; cuulong webhook list shows those that there are.",
    );
  },
);

test.each([[], ["dance"], ["pause"], ["list", "all"], ["add", "a", "https://partner.example"], ["toString"]])(
  "What is no command of webhooks is refused before anything is opened: %s %s %s",
  (...operands) => {
    expect(() => webhook(operands, {}, config)).toThrow(
      `cuulong does not know "webhook ${operands.join(" ")}"; see cuulong --help.`,
    );
  },
);

test("An option that a command does not have is refused", () => {
  expect(() => webhook(["list"], { after: "x" }, config)).toThrow(
    "cuulong webhook list has no option --after; see cuulong --help.",
  );
});
