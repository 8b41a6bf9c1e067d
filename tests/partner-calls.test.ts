import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { gzipSync } from "node:zlib";
import type { Resolve } from "../src/outgoing/address.js";
import { Breaker } from "../src/partners/breaker.js";
import type { PartnerFailure } from "../src/partners/failure.js";
import { type Called, Partner, type PartnerCall, type PartnerOptions } from "../src/partners/partner.js";
import { says } from "./partner-servers.js";
import { answering, type Behave, closes, hangs, type Receiver, receive } from "./receivers.js";

const fine = says({ data: { a: 1 } });

const partners: Partner[] = [];
afterAll(() => {
  for (const partner of partners) partner.close();
});

/** A partner at a receiver, and what came of its calls. */
function at(
  { url }: { url: string },
  options: Partial<PartnerOptions> = {},
  more: { resolve?: Resolve } = {},
) {
  const called: Called[] = [];
  const partner = new Partner(
    {
      name: "health",
      url,
      headers: {},
      allowPrivate: true,
      forwardAuthorization: false,
      limits: { deadlineMs: 2_000, bytes: 10_000 },
      ...options,
    },
    (one) => void called.push(one),
    more,
  );
  partners.push(partner);
  const ask = (call: Partial<PartnerCall> = {}) => partner.ask({ query: "{ a }", idempotent: true, ...call });
  const failure = (call: Partial<PartnerCall> = {}): Promise<PartnerFailure> =>
    ask(call).then(
      (answer) => {
        throw new Error(JSON.stringify(answer));
      },
      (error) => error,
    );
  return { partner, ask, failure, called };
}

test("A partner is asked as GraphQL over HTTP prescribes, and answers", async () => {
  const receiver = await receive(fine);
  const { ask } = at(receiver, { headers: { "x-key": "one" } });
  expect(await ask({ variables: { b: 2 } })).toEqual({ data: { a: 1 }, errors: [] });
  expect(receiver.received).toMatchObject([
    {
      headers: { "content-type": "application/json", "x-key": "one" },
      event: { query: "{ a }", variables: { b: 2 } },
    },
  ]);
});

test.each<[string, Behave, string, RegExp]>([
  ["hangs", hangs, "PARTNER_UNAVAILABLE", /did not answer within 300 ms/],
  [
    "begins an answer and hangs",
    (response) => void response.writeHead(200).write("{"),
    "PARTNER_UNAVAILABLE",
    /300 ms/,
  ],
  ["closes the connection", closes, "PARTNER_UNAVAILABLE", /cannot be reached|closed the connection/],
  ["is being deployed", answering(503), "PARTNER_UNAVAILABLE", /HTTP 503/],
  [
    "redirects",
    answering(307, { location: "http://127.0.0.1:1/" }),
    "PARTNER_FAILED",
    /redirect \(HTTP 307\), which is not followed/,
  ],
  ["fails", answering(500), "PARTNER_FAILED", /no JSON \(HTTP 500\)/],
  [
    "shows a page",
    (response) => void response.setHeader("content-type", "text/html").end("<p>"),
    "PARTNER_FAILED",
    /no JSON \(HTTP 200, text\/html\)/,
  ],
  ["answers something else", says({ result: 1 }), "PARTNER_FAILED", /none of GraphQL/],
  ["gives a list for an object", says({ data: [1] }), "PARTNER_FAILED", /none of GraphQL/],
  [
    "announces too much",
    (response) => void response.setHeader("content-length", 10_001).flushHeaders(),
    "PARTNER_FAILED",
    /more than 10000 bytes/,
  ],
  [
    "compresses what is too much",
    (response) => void response.setHeader("content-encoding", "gzip").end(gzipSync("x".repeat(1e6))),
    "PARTNER_FAILED",
    /encoded \(gzip\)/,
  ],
])("Of a partner that %s, that is what is said", async (_how, behave, code, message) => {
  const { failure } = at(await receive(behave), { limits: { deadlineMs: 300, bytes: 10_000 } });
  const { code: own, message: words } = await failure();
  expect([own, words]).toEqual([code, expect.stringMatching(message)]);
});

test("Of an answer that never ends no more is read than may be", async () => {
  let written = 0;
  const receiver = await receive((response) => {
    response.writeHead(200);
    const write = () => {
      while (!response.destroyed && response.write("x".repeat(65_536))) written += 65_536;
    };
    response.on("drain", write);
    write();
  });
  expect((await at(receiver).failure()).message).toMatch(/more than 10000 bytes/);
  expect(written).toBeLessThan(16 * 1024 * 1024);
});

test("A redirect leads nowhere", async () => {
  const target = await receive(fine);
  await at(await receive(answering(302, { location: target.url }))).failure();
  expect(target.received).toEqual([]);
});

test("Where nobody listens, or what answers is not HTTP, that is what is said", async () => {
  const gone = await receive();
  await gone.close();
  expect((await at(gone).failure()).message).toMatch(/cannot be reached \(ECONNREFUSED\)/);
  const noise: Server = createServer((socket) => void socket.on("error", () => {}).end("220 mail\r\n\r\n"));
  noise.listen(0, "127.0.0.1");
  await once(noise, "listening");
  const { port } = noise.address() as { port: number };
  expect((await at({ url: `http://127.0.0.1:${port}/` }).failure()).message).toMatch(/not HTTP/);
  noise.close();
});

/** A name that leads somewhere else each time that it is asked for. */
const leading =
  (...places: string[]): Resolve =>
  (_name, _options, callback) =>
    callback(null, [{ address: places.shift() ?? "127.0.0.1", family: 4 }]);

test("A private address is not connected to unless that is allowed, whatever name leads to it", async () => {
  const receiver = await receive(fine);
  const named = { url: receiver.url.replace("127.0.0.1", "health.example") };
  const { failure } = at(named, { allowPrivate: false }, { resolve: leading() });
  expect((await failure()).message).toMatch(/health\.example \(127\.0\.0\.1\) is no address of the Internet/);
  expect(receiver.received).toEqual([]);
  expect((await at(named, {}, { resolve: leading() }).ask()).data).toEqual({ a: 1 });
});

test("What is connected to is the address that was looked at: the name is asked for once", async () => {
  const receiver = await receive(fine);
  const places = ["127.0.0.1", "169.254.169.254"];
  const url = receiver.url.replace("127.0.0.1", "health.example");
  expect((await at({ url }, {}, { resolve: leading(...places) }).ask()).data).toEqual({ a: 1 });
  expect(receiver.received).toHaveLength(1);
});

/** A receiver that fails first and then does not. */
async function failingOnce(behave: Behave): Promise<Receiver> {
  const receiver = await receive(behave);
  const first = receiver.behave;
  receiver.behave = (...asked) => {
    receiver.behave = fine;
    first(...asked);
  };
  return receiver;
}

test("A query is asked once more where that may help, and what changes something is not", async () => {
  const receiver = await failingOnce(closes);
  expect((await at(receiver).ask()).data).toEqual({ a: 1 });
  expect(receiver.received).toHaveLength(2);
  const other = await failingOnce(closes);
  expect((await at(other).failure({ idempotent: false })).code).toBe("PARTNER_UNAVAILABLE");
  expect(other.received).toHaveLength(1);
  const wrong = await failingOnce(says({ result: 1 }));
  expect((await at(wrong).failure()).code).toBe("PARTNER_FAILED");
  expect(wrong.received).toHaveLength(1);
});

test("A partner that fails again and again is left alone, and tried again after a while", async () => {
  const receiver = await receive(answering(500));
  let now = 0;
  const { partner, failure, ask, called } = (() => {
    const called: Called[] = [];
    const partner = new Partner(
      {
        name: "health",
        url: receiver.url,
        headers: {},
        allowPrivate: true,
        forwardAuthorization: false,
        limits: { deadlineMs: 2_000, bytes: 10_000 },
      },
      (one) => void called.push(one),
      { breaker: new Breaker(() => now) },
    );
    partners.push(partner);
    const ask = () => partner.ask({ query: "{ a }", idempotent: true });
    return { partner, ask, called, failure: () => ask().catch((error) => error as PartnerFailure) };
  })();
  for (let count = 0; count < 5; count += 1) await failure();
  expect(partner.isLeftAlone).toBe(true);
  expect(await failure()).toMatchObject({ code: "PARTNER_UNAVAILABLE", message: /left alone/ });
  expect(receiver.received).toHaveLength(5);
  now += 1_000;
  await failure();
  expect(receiver.received).toHaveLength(6);
  now += 1_999;
  await failure();
  expect(receiver.received).toHaveLength(6);
  now += 1;
  receiver.behave = fine;
  expect((await ask()).data).toEqual({ a: 1 });
  expect(partner.isLeftAlone).toBe(false);
  expect(called.filter(({ turned }) => turned)).toHaveLength(2);
  expect(called.filter(({ made }) => !made)).toHaveLength(2);
});

test("The credentials of whoever asks are passed on only where that is set", async () => {
  const receiver = await receive(fine);
  await at(receiver).ask({ authorization: "Bearer of-a-person" });
  await at(receiver, { forwardAuthorization: true }).ask({ authorization: "Bearer of-a-person" });
  await at(receiver, { forwardAuthorization: true, headers: { authorization: "Bearer of-ours" } }).ask({
    authorization: "Bearer of-a-person",
  });
  expect(receiver.received.map(({ headers: { authorization } }) => authorization)).toEqual([
    undefined,
    "Bearer of-a-person",
    "Bearer of-ours",
  ]);
});

test.each([401, 403])(
  "Nobody has a partner left alone by credentials that it refuses with HTTP %i",
  async (status) => {
    const receiver = await receive(answering(status));
    const forwarded = at(receiver, { forwardAuthorization: true });
    for (let count = 0; count < 10; count += 1)
      expect(await forwarded.failure({ authorization: "Bearer wrong" })).toMatchObject({
        code: "PARTNER_FAILED",
        message: `its answer is no JSON (HTTP ${status})`,
      });
    expect(forwarded.partner.isLeftAlone).toBe(false);
    const own = at(receiver);
    for (let count = 0; count < 5; count += 1) await own.failure();
    expect(own.partner.isLeftAlone).toBe(true);
  },
);

test("What a partner repeats of the secrets that it was sent goes no further", async () => {
  const receiver = await receive(
    says({ errors: [{ message: "not of-ours nor Bearer of-a-person", path: ["a"] }] }),
  );
  const { ask } = at(receiver, { forwardAuthorization: true, headers: { "x-key": "of-ours" } });
  const { errors } = await ask({ authorization: "Bearer of-a-person" });
  expect(errors).toEqual([{ message: "not … nor …", path: ["a"] }]);
});

test("Whoever goes away ends the call, which says nothing of the partner", async () => {
  const { ask, called, partner } = at(await receive(hangs));
  const going = new AbortController();
  const asked = ask({ signal: going.signal });
  setTimeout(() => going.abort(), 50);
  await expect(asked).rejects.toThrow(/abort/i);
  expect(called).toEqual([]);
  expect(partner.isLeftAlone).toBe(false);
});
