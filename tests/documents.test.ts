import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";
import { sha256 } from "../src/operation/documents.js";
import { createLog } from "../src/log.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import { startServer } from "../src/http/server.js";
import { useDatabase, useServer } from "./harness.js";
import { addressOf, get, post } from "./http.js";

const TRUSTED = readFileSync(join(PACKAGE_ROOT, "examples/certificates.graphql"), "utf8");
const LISTED = "query Listed($first: Int) { reports(first: $first) { nodes { id } } }";
const folder = mkdtempSync(join(tmpdir(), "cuulong-trusted-"));
writeFileSync(join(folder, "certificates.graphql"), TRUSTED);
writeFileSync(join(folder, "manifest.json"), JSON.stringify({ [sha256(LISTED)]: LISTED }));

const database = useDatabase();
const open = useServer(database, { TRUSTED_DOCUMENTS: folder });
const closed = useServer(database, { TRUSTED_DOCUMENTS: folder, TRUSTED_ONLY: "on" });

afterAll(() => rmSync(folder, { recursive: true }));

const QUERY = "{ reports { totalCount } }";
const named = (hash: string) => ({ persistedQuery: { version: 1, sha256Hash: hash } });

test("A client registers a document by POST and then names it by its hash, by POST and by GET", async () => {
  const extensions = named(sha256(QUERY));
  const unknown = await post(open, { extensions });
  expect(unknown.errors).toMatchObject([
    { message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } },
  ]);
  const answer = { status: 200, data: { reports: { totalCount: 1 } } };
  expect(await post(open, { query: QUERY, extensions })).toEqual(answer);
  expect(await post(open, { extensions })).toEqual(answer);
  expect(await get(open, { extensions })).toEqual(answer);
  expect(await get(open, { documentId: `sha256:${sha256(QUERY)}` })).toEqual(answer);
});

test("A document is not registered under a hash that is not its own", async () => {
  const hash = sha256("{ something else }");
  expect((await post(open, { query: QUERY, extensions: named(hash) })).status).toBe(400);
  expect((await post(open, { extensions: named(hash) })).errors[0]?.message).toBe("PersistedQueryNotFound");
});

test.each([
  ["where others are answered too", () => open],
  ["where no others are answered", () => closed],
])("Trusted documents are asked by their hash, %s", async (_where, server) => {
  const hash = sha256(LISTED);
  const variables = { first: 1 };
  const answer = { data: { reports: { nodes: [{ id: expect.stringMatching(/^report:/) }] } } };
  expect(await post(server(), { documentId: hash, variables })).toMatchObject(answer);
  expect(await post(server(), { documentId: `sha256:${hash}`, variables })).toMatchObject(answer);
  expect(await post(server(), { extensions: named(hash), variables })).toMatchObject(answer);
  expect(await get(server(), { documentId: hash, variables })).toMatchObject(answer);
  expect((await get(server(), { documentId: sha256(TRUSTED) })).data).toHaveProperty("digitalCertificates");
  expect(await post(server(), { query: LISTED, variables })).toMatchObject(answer);
});

test("Where only trusted documents are answered, others are refused and cannot be registered", async () => {
  const refused = { status: 403, errors: [{ extensions: { code: "DOCUMENT_NOT_TRUSTED" } }] };
  const extensions = named(sha256(QUERY));
  expect(await post(closed, { query: QUERY })).toMatchObject(refused);
  expect(await get(closed, { query: QUERY })).toMatchObject(refused);
  expect(await post(closed, { query: QUERY, extensions })).toMatchObject(refused);
  expect((await post(closed, { extensions })).errors[0]?.extensions.code).toBe("PERSISTED_QUERY_NOT_FOUND");
});

test("Values are held to the limits in trusted documents too", async () => {
  const response = await post(closed, { documentId: sha256(LISTED), variables: { first: 1001 } });
  expect(response.errors[0]?.message).toMatch(/first must be from 0 to 1000/);
});

test("Trusted documents that cannot be used stop the start, and each is named", async () => {
  const wrong = mkdtempSync(join(tmpdir(), "cuulong-wrong-"));
  writeFileSync(join(wrong, "old.graphql"), "{ colours }");
  writeFileSync(join(wrong, "list.json"), "[1]");
  writeFileSync(join(wrong, "hashes.json"), JSON.stringify({ abc: QUERY }));
  const start = (trustedDocuments: string) =>
    startServer(database.dataSource, { ...database.config, trustedDocuments }, createLog("silent"));
  await expect(start(wrong)).rejects.toThrow(/old.graphql: Cannot query field "colours"/);
  await expect(start(wrong)).rejects.toThrow(/list.json: it must hold/);
  await expect(start(wrong)).rejects.toThrow(/hashes.json: abc: its SHA-256 is another/);
  await expect(start(join(wrong, "none"))).rejects.toThrow(/Trusted documents cannot be read/);
  rmSync(wrong, { recursive: true });
});

test("An answer to GET carries an ETag, and is not sent again while it is the same", async () => {
  const address = addressOf(open, { query: "{ reports { nodes { id name } } }" });
  const first = await fetch(address);
  const tag = first.headers.get("etag") ?? "";
  expect(tag).toMatch(/^(W\/)?".+"$/);
  expect(first.headers.get("cache-control")).toBe("no-cache");
  await first.text();
  for (const known of [tag, `"other", ${tag}`, "*"]) {
    const again = await fetch(address, { headers: { "if-none-match": known } });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    expect(again.headers.get("etag")).toBe(tag);
  }
  const name = "Báo cáo đã sửa";
  await database.dataSource.query("UPDATE report SET name = $1", [name]);
  const changed = await fetch(address, { headers: { "if-none-match": tag } });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain(name);
});

test("An answer with an error carries no ETag where it holds nothing else", async () => {
  const failed = await fetch(addressOf(open, { query: "{ colours }" }));
  expect([failed.status, failed.headers.get("etag")]).toEqual([400, null]);
});
