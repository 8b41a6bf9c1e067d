import { setTimeout as pause } from "node:timers/promises";
import { GROUPS } from "../src/federation/groups.js";
import { post } from "./http.js";
import { addressOf, connect, loadedFolder, run, until } from "./processes.js";

const SYSTEM = { __typename: "InfrastructureSystem", id: "system:igate" };

test("Processes serve their domains from one database, with all that a server has", async () => {
  const DATA_DIR = await loadedFolder();
  const webhook = [
    "webhook",
    "add",
    "partner",
    "https://example.com/",
    "subscription { documentChanged { id } }",
  ];
  expect(await run(webhook, { DATA_DIR }).exit).toBe(0);
  const first = run(["subgraph", "technology"], { DATA_DIR });
  const technology = { address: await addressOf(first) };
  const second = run(["subgraph", "document", "agency"], { DATA_DIR });
  const documents = { address: await addressOf(second) };

  const text = run(["subgraph", "technology", "--sdl"]);
  expect(await text.exit).toBe(0);
  const { data } = await post(technology, {
    query: "{ _service { sdl } infrastructureSystems { totalCount } }",
  });
  expect(data).toEqual({
    _service: { sdl: text.stdout() },
    infrastructureSystems: { totalCount: expect.any(Number) },
  });
  const query =
    "query ($r: [_Any!]!) { _entities(representations: $r) { ... on InfrastructureSystem { name documents { totalCount } } } }";
  const found = await post(documents, { query, variables: { r: [SYSTEM] } });
  expect(found.data?._entities).toEqual([
    { name: expect.stringContaining("iGate"), documents: { totalCount: expect.any(Number) } },
  ]);

  const foreign = await post(technology, { query: "{ documents { totalCount } }" });
  expect(foreign.errors[0]?.message).toMatch(/Cannot query field "documents" on type "Query"/);
  for (const path of ["/healthz", "/readyz", "/metrics", "/graphiql"])
    expect([path, (await fetch(`${technology.address}${path}`)).status]).toEqual([path, 200]);
  const page = await (await fetch(`${technology.address}/graphiql`)).text();
  expect(page).toContain("infrastructureSystemChanged");
  expect(page).not.toContain("DocumentsByMonth");

  const events = await fetch(`${technology.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream" },
    body: JSON.stringify({ query: "subscription { infrastructureSystemChanged { operation } }" }),
  });
  const reader = events.body?.getReader();
  let said = "";
  while (!said.includes("READY")) said += new TextDecoder().decode((await reader?.read())?.value);
  await reader?.cancel();

  // Whoever delivers webhooks looks for them every second.
  await pause(2500);
  const client = await until(() => connect(DATA_DIR));
  expect((await client.query("SELECT term::integer, state FROM webhook")).rows).toEqual([
    { term: 0, state: "ACTIVE" },
  ]);
  await client.end();

  for (const { child, exit } of [second, first]) {
    child.kill("SIGTERM");
    expect(await exit).toBe(0);
  }
}, 240_000);

test("What is no domain and no group is refused with the domains that there are, before anything is started", async () => {
  const { exit, output } = run(["subgraph", "technology", "weather"]);
  expect(await exit).toBe(1);
  expect(output()).toMatch(/^There is no domain weather; there are report, agency, .*thing\.\n$/);
  const none = run(["subgraph"]);
  expect(await none.exit).toBe(1);
  expect(none.output()).toMatch(/^A subgraph has a domain at least; there are report, /);
}, 240_000);

test("The supergraph has the addresses that it is given", async () => {
  const { exit, stdout } = run(["supergraph", "technology=http://10.0.0.2:4000/graphql"]);
  expect(await exit).toBe(0);
  expect(stdout()).toContain('name: "technology", url: "http://10.0.0.2:4000/graphql"');
  for (const group of Object.keys(GROUPS)) expect(stdout()).toContain(`name: "${group}"`);
}, 240_000);
