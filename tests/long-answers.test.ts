import type { ServerResponse } from "node:http";
import { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { HeaderMap } from "@apollo/server";
import etag from "etag";
import { textOf } from "../src/engine/run/answer.js";
import { writePieces } from "../src/http/pieces.js";
import { tagOf, tagOfPieces } from "../src/http/revalidation.js";
import { useDatabase, useServer } from "./harness.js";
import { addressOf, raw } from "./http.js";
import { turnsBeside } from "./waiting.js";

const database = useDatabase();
const server = useServer(database);

const LONG = "{ things(first: 1000) { nodes { id name } } }";
const SHORT = "{ reports { totalCount } }";

/** What Apollo Server gives to whoever carries an answer, and what stands beside it. */
async function carried(query: string, accept = "application/json") {
  const context = database.service.createContext();
  const headers = new HeaderMap([
    ["content-type", "application/json"],
    ["accept", accept],
  ]);
  const { body } = await database.service.apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: "POST", headers, body: { query }, search: "" },
    context: async () => context,
  });
  return { body, long: context.run.long };
}

test("Of a long answer no text is made: it is carried in the pieces that PostgreSQL sent", async () => {
  const { body, long } = await carried(LONG);
  expect(body).toEqual({ kind: "complete", string: "" });
  expect(textOf(long ?? [])).toBe((await database.ask(LONG)).text);
  const short = await carried(SHORT);
  expect(short).toEqual({
    body: { kind: "complete", string: (await database.ask(SHORT)).text },
    long: undefined,
  });
});

test("A long answer that the client does not accept is not sent", async () => {
  const headers = { "content-type": "application/json", accept: "text/csv" };
  const { status, bytes } = await raw(
    `${server.address}/graphql`,
    { method: "POST", headers },
    { query: LONG },
  );
  expect(status).toBe(406);
  expect(bytes.length).toBeLessThan(1000);
});

test("Long answers to GET have the tag of their text, and one that has not changed is not sent again", async () => {
  const { text } = await database.ask(LONG);
  const url = addressOf(server, { query: LONG });
  const first = await raw(url);
  expect([first.status, first.bytes.toString(), first.headers.etag]).toEqual([
    200,
    text,
    etag(text, { weak: true }),
  ]);
  expect(first.headers["cache-control"]).toBe("no-cache");
  const again = await raw(url, { headers: { "if-none-match": String(first.headers.etag) } });
  expect([again.status, again.bytes.length, again.headers.etag]).toEqual([304, 0, first.headers.etag]);
  for (const name of ["content-type", "content-length"]) expect(again.headers[name]).toBeUndefined();
  expect((await raw(url, { headers: { "if-none-match": '"another"' } })).bytes.length).toBe(
    first.bytes.length,
  );
});

const PIECES = Array.from({ length: 200 }, () => Buffer.alloc(100_000, "a"));

test("While a long text is sent, others have their turn, however fast it is read", async () => {
  const sink = new Writable({ highWaterMark: 1e9, write: (_piece, _encoding, done) => done() });
  const sent = writePieces(sink as unknown as ServerResponse, PIECES);
  expect(await turnsBeside(() => Promise.all([sent, finished(sink)]))).toBeGreaterThan(10);
});

test("Who goes away while a long text is sent is sent no more of it", async () => {
  let bytes = 0;
  const sink = new Writable({
    highWaterMark: 100,
    write(piece, _encoding, done) {
      bytes += piece.length;
      if (bytes < 5_000_000) setImmediate(done);
      else this.destroy();
    },
  });
  await writePieces(sink as unknown as ServerResponse, PIECES);
  expect(bytes).toBeLessThan(7_000_000);
});

test("While the tag of a long text is made, others have their turn", async () => {
  let tag = "";
  const turns = await turnsBeside(async () => {
    tag = await tagOfPieces(PIECES);
  });
  expect(turns).toBeGreaterThan(10);
  expect(tag).toBe(tagOf("a".repeat(20_000_000)));
});
