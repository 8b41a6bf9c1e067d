import { useDatabase, useServer } from "./harness.js";
import { addressOf } from "./http.js";

const database = useDatabase("migrated");
const server = useServer(database);

const get = (query: string, headers: Record<string, string> = {}) =>
  fetch(addressOf(server, { query }), { headers });

const variesBy = (headers: Headers): string[] => (headers.get("vary") ?? "").toLowerCase().split(/\s*,\s*/);

const LISTED = "{ reports { totalCount } }";

test("An answer to GET varies by what media types are accepted, since one address has several", async () => {
  const json = await get(LISTED, { accept: "application/json" });
  const other = await get(LISTED, { accept: "application/graphql-response+json" });
  expect(json.headers.get("content-type")).toMatch(/^application\/json/);
  expect(other.headers.get("content-type")).toMatch(/^application\/graphql-response\+json/);
  for (const { headers } of [json, other]) expect(variesBy(headers)).toContain("accept");
});

test("An answer that has not changed says so with all that a cache needs, and with no body", async () => {
  const first = await get(LISTED);
  const tag = first.headers.get("etag") ?? "";
  const again = await get(LISTED, { "if-none-match": tag, "cache-control": "no-cache" });
  expect([again.status, await again.text()]).toEqual([304, ""]);
  expect(variesBy(again.headers)).toContain("accept");
  expect(again.headers.get("cache-control")).toBe("no-cache");
  expect(again.headers.get("etag")).toBe(tag);
  expect(again.headers.get("content-type")).toBeNull();
  expect((await get(LISTED, { "if-none-match": '"another"' })).status).toBe(200);
});

test("Different answers have different tags", async () => {
  const tags = await Promise.all(
    [LISTED, "{ agencies { totalCount } }"].map(async (query) => (await get(query)).headers.get("etag")),
  );
  expect(new Set(tags).size).toBe(2);
});

test("A browser that opens the API's address is shown the explorer; one that asks something is answered", async () => {
  const headers = { accept: "text/html,application/xhtml+xml,application/json;q=0.9" };
  const opened = await fetch(`${server.address}/graphql`, { headers, redirect: "manual" });
  expect([opened.status, opened.headers.get("location")]).toEqual([302, "/graphiql"]);
  expect((await get(LISTED, headers)).status).toBe(200);
});

test("By POST too, each media type that is accepted is answered in its own, however often and in whatever turn", async () => {
  const post = async (accept: string) => {
    const headers = { accept, "content-type": "application/json" };
    const body = JSON.stringify({ query: LISTED });
    const response = await fetch(`${server.address}/graphql`, { method: "POST", headers, body });
    return response.headers.get("content-type")?.split(";", 1)[0];
  };
  for (let again = 0; again < 3; again += 1)
    for (const accept of ["application/json", "application/graphql-response+json"])
      expect(await post(accept)).toBe(accept);
});
