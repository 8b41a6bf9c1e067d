import { join } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";
import { useDatabase, useServer } from "./harness.js";
import { post } from "./http.js";
import { receive } from "./receivers.js";
import { had, LOCAL, short, useWebhooks } from "./webhooks.js";

const database = useDatabase();
const server = useServer(database, {
  ...LOCAL,
  TRUSTED_ONLY: "on",
  TRUSTED_DOCUMENTS: join(PACKAGE_ROOT, "examples"),
  MAX_SUBSCRIPTIONS: "1",
});
const webhooks = useWebhooks(database);

test("What clients may ask, and how many may follow, is no limit of webhooks; and what they ask is not open to clients by that", async () => {
  const receivers = [await receive(), await receive()];
  const query = "subscription { topicChanged { cursor operation id at reset { reason oldest } } }";
  await webhooks.add("first", receivers[0] as { url: string }, query);
  await webhooks.add("second", receivers[1] as { url: string }, query);
  await webhooks.insert("trusted");
  for (const receiver of receivers) {
    await had(receiver, 1);
    expect(short(receiver)).toEqual(["insert topic:trusted"]);
  }
  const stored = " cursor operation id at reset { reason oldest } ";
  const completed = query.replace("topicChanged {", `topicChanged {${stored}`);
  expect((await post(server, { query: completed })).errors).toMatchObject([
    { extensions: { code: "DOCUMENT_NOT_TRUSTED" } },
  ]);
});
