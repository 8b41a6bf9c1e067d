import { createServer, type Server } from "node:net";
import { once } from "node:events";
import { guardedLookup, mayReach, type Resolve } from "../src/outgoing/address.js";
import { readUrl, refusal } from "../src/webhooks/address.js";
import { delayAfter } from "../src/webhooks/backoff.js";
import { Endpoint, type Outcome } from "../src/webhooks/send.js";
import { newSecret, signedHeaders } from "../src/webhooks/signature.js";
import { Random, SEED } from "./random.js";
import { answering, type Behave, closes, hangs, receive, takes } from "./receivers.js";

const INTERNET = { plainHttp: false, privateAddresses: false };
const ANYWHERE = { plainHttp: true, privateAddresses: true };

test.each([
  ...["127.0.0.1", "127.9.9.9", "10.0.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1", "0.0.0.0"],
  ...["169.254.169.254", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1", "192.0.0.192"],
  ...[
    "::",
    "::1",
    "fe80::1",
    "fe80::1%eth0",
    "fc00::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
  ],
  ...["::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1"],
])("%s is no address of the Internet", (address) => {
  expect(mayReach(address, INTERNET)).toBe(false);
});

test.each(["8.8.8.8", "203.113.131.1", "2606:4700::1111", "::ffff:8.8.8.8"])(
  "%s is an address of the Internet",
  (address) => {
    expect(mayReach(address, INTERNET)).toBe(true);
  },
);

test("Where private addresses are allowed, those of clouds' metadata and of everybody at once are not", () => {
  const reached = [
    "127.0.0.1",
    "10.0.0.1",
    "::1",
    "fd00::1",
    "169.254.169.254",
    "224.0.0.1",
    "fe80::1",
    "::",
  ];
  expect(reached.map((address) => mayReach(address, ANYWHERE))).toEqual([
    ...[true, true, true, true],
    ...[false, false, false, false],
  ]);
});

test.each([
  ["partner.example", "is not a URL"],
  ["ftp://partner.example", "begins with https://, not ftp://"],
  ["file:///etc/passwd", "begins with https://, not file://"],
  ["http://partner.example", "WEBHOOK_ALLOW_HTTP=on"],
  ["https://user:word@partner.example", "no user name and no password"],
  ["https://127.0.0.1/", "may not be sent to 127.0.0.1"],
  ["https://2130706433/", "may not be sent to 127.0.0.1"],
  ["https://0x7f.1/", "may not be sent to 127.0.0.1"],
  ["https://[::ffff:169.254.169.254]/", "may not be sent to ::ffff:a9fe:a9fe"],
  ["https://[::1]:8443/", "may not be sent to ::1"],
])("The URL %s is refused: %s", (url, reason) => {
  expect(() => readUrl(url, INTERNET)).toThrow(reason);
});

test("A password in a URL is not repeated by the refusal", () => {
  expect(() => readUrl("https://user:hidden@partner.example", INTERNET)).not.toThrow(/hidden/);
});

test("A URL of the Internet is taken, and one by http or of one's own network where that is allowed", () => {
  expect(readUrl("https://partner.example/events?key=1", INTERNET).host).toBe("partner.example");
  expect(readUrl("https://8.8.8.8/", INTERNET).host).toBe("8.8.8.8");
  expect(readUrl("http://127.0.0.1:8080/", ANYWHERE).port).toBe("8080");
});

/** A name that leads somewhere else each time that it is asked for. */
const leading =
  (...places: string[][]): Resolve =>
  (_name, _options, callback) =>
    callback(
      null,
      (places.shift() ?? []).map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );

const lookedUp = (resolve: Resolve, all = true) =>
  new Promise((done, fail) =>
    guardedLookup(INTERNET, refusal, resolve)("partner.example", { all }, (error, found) =>
      error ? fail(error) : done(found),
    ),
  );

test("Of a name's addresses only those of the Internet are connected to, and a name without any is refused", async () => {
  const mixed = ["10.0.0.1", "8.8.8.8", "::1"];
  expect(await lookedUp(leading(mixed))).toEqual([{ address: "8.8.8.8", family: 4 }]);
  expect(await lookedUp(leading(mixed), false)).toBe("8.8.8.8");
  await expect(lookedUp(leading(["10.0.0.1", "::1"]))).rejects.toThrow(
    "may not be sent to partner.example (10.0.0.1, ::1)",
  );
});

test("A name that leads elsewhere a moment later is looked at again before anything is connected to", async () => {
  const rebinding = leading(["8.8.8.8"], ["127.0.0.1"]);
  await lookedUp(rebinding);
  await expect(lookedUp(rebinding)).rejects.toThrow("127.0.0.1");
});

const sendTo = async (
  url: string,
  { timeoutMs = 5_000, reach = ANYWHERE }: { timeoutMs?: number; reach?: typeof ANYWHERE } = {},
): Promise<Outcome> => {
  const endpoint = new Endpoint({ reach, timeoutMs });
  const outcome = await endpoint.send(url, { "webhook-id": "one" }, "{}", new AbortController().signal);
  endpoint.close();
  return outcome;
};

test("localhost is refused by its address, and nothing comes to whoever listens there", async () => {
  const receiver = await receive();
  const url = receiver.url.replace("127.0.0.1", "localhost");
  const outcome = await sendTo(url, { reach: { plainHttp: true, privateAddresses: false } });
  expect(outcome.error).toMatch(/may not be sent to localhost \(.*127\.0\.0\.1/);
  expect((await sendTo(receiver.url, { reach: { plainHttp: true, privateAddresses: false } })).error).toMatch(
    /127\.0\.0\.1/,
  );
  expect(receiver.received).toEqual([]);
});

test.each<[string, Behave, Outcome]>([
  ["takes it", takes, { status: 204 }],
  ["fails", answering(500), { status: 500, error: "HTTP 500" }],
  ["is gone", answering(410), { status: 410, error: "HTTP 410" }],
  [
    "asks for peace",
    answering(503, { "retry-after": "120" }),
    { status: 503, error: "HTTP 503", retryAfterMs: 120_000 },
  ],
  [
    "asks for a year of it",
    answering(429, { "retry-after": "31536000" }),
    { status: 429, error: "HTTP 429", retryAfterMs: 86_400_000 },
  ],
  ["asks for something else", answering(503, { "retry-after": "soon" }), { status: 503, error: "HTTP 503" }],
  ["closes the connection", closes, { error: "socket hang up" }],
  ["hangs", hangs, { error: "no answer within 300 ms" }],
])("Of an endpoint that %s, that is the outcome", async (_how, behave, outcome) => {
  const receiver = await receive(behave);
  expect(await sendTo(receiver.url, { timeoutMs: 300 })).toEqual(outcome);
  expect(receiver.received).toMatchObject([
    {
      headers: { "content-type": "application/cloudevents+json; charset=utf-8", "webhook-id": "one" },
      body: "{}",
    },
  ]);
});

test("A moment until which an endpoint wants peace is waited for", async () => {
  const until = new Date(Date.now() + 60_000).toUTCString();
  const { retryAfterMs = 0 } = await sendTo((await receive(answering(503, { "retry-after": until }))).url);
  expect(retryAfterMs).toBeGreaterThan(50_000);
  expect(retryAfterMs).toBeLessThanOrEqual(60_000);
});

test("A redirect is not followed", async () => {
  const target = await receive();
  const outcome = await sendTo((await receive(answering(307, { location: target.url }))).url);
  expect(outcome).toEqual({ status: 307, error: "HTTP 307, a redirect, which is not followed" });
  expect(target.received).toEqual([]);
});

test("Of an answer that never ends no more than a little is read", async () => {
  let written = 0;
  let closed: Promise<unknown> = Promise.resolve();
  const receiver = await receive((response) => {
    closed = once(response, "close");
    response.writeHead(200);
    const write = () => {
      while (!response.destroyed && response.write("x".repeat(65_536))) written += 65_536;
    };
    response.on("drain", write);
    write();
  });
  expect(await sendTo(receiver.url)).toEqual({ status: 200 });
  await closed;
  expect(written).toBeLessThan(16 * 1024 * 1024);
});

test("An endpoint that takes time for its answer's body has taken the event", async () => {
  const receiver = await receive((response) => void response.writeHead(200).write("…"));
  expect(await sendTo(receiver.url, { timeoutMs: 500 })).toEqual({ status: 200 });
});

test("Where nobody listens, or what answers is not HTTP, that is the outcome", async () => {
  const gone = await receive();
  await gone.close();
  expect((await sendTo(gone.url)).error).toMatch(/ECONNREFUSED/);
  const noise: Server = createServer((socket) => void socket.on("error", () => {}).end("220 mail\r\n\r\n"));
  noise.listen(0, "127.0.0.1");
  await once(noise, "listening");
  const { port } = noise.address() as { port: number };
  expect((await sendTo(`http://127.0.0.1:${port}/`)).error).toMatch(/Parse Error/);
  noise.close();
});

test("One connection carries one event after another", async () => {
  const ports = new Set<number>();
  const receiver = await receive((response) => {
    ports.add(response.socket?.remotePort ?? 0);
    takes(response, {} as never);
  });
  const endpoint = new Endpoint({ reach: ANYWHERE, timeoutMs: 5_000 });
  for (let count = 0; count < 5; count += 1)
    expect(await endpoint.send(receiver.url, {}, "{}", new AbortController().signal)).toEqual({
      status: 204,
    });
  endpoint.close();
  expect(ports.size).toBe(1);
});

test("Signatures are those of Standard Webhooks", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  expect(
    signedHeaders("msg_p5jXN8AQM9LWM0D4loKWxJek", '{"test": 2432232314}', [secret], 1_614_265_330),
  ).toEqual({
    "webhook-id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "webhook-timestamp": "1614265330",
    "webhook-signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
  });
  const secrets = [newSecret(), newSecret()];
  const both = signedHeaders("id", "body", secrets, 1)["webhook-signature"];
  expect(both).toBe(
    secrets.map((one) => signedHeaders("id", "body", [one], 1)["webhook-signature"]).join(" "),
  );
  expect(secrets[0]).toMatch(/^whsec_[\w+/]{43}=$/);
  expect(secrets[0]).not.toBe(secrets[1]);
});

test("Pauses double up to ten minutes, each cut short by half of it at most", () => {
  const random = new Random(SEED);
  for (let attempts = 1; attempts < 100; attempts += 1) {
    const longest = Math.min(600_000, 1000 * 2 ** (attempts - 1));
    const delays = Array.from({ length: 20 }, () => delayAfter(attempts, () => random.next()));
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(longest / 2);
    expect(Math.max(...delays)).toBeLessThanOrEqual(longest);
    expect(new Set(delays).size).toBeGreaterThan(1);
  }
  expect(delayAfter(1, () => 0, 120_000)).toBe(120_000);
});
