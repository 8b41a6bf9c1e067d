import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { FuzzDocuments } from "./fuzz-documents.js";
import { HEADERS, METHODS, PATHS } from "./fuzz-heads.js";
import { ODD_JSON, ODD_NAMES, shaken } from "./fuzz-values.js";
import type { Random } from "./random.js";

/** The bytes that a client sends on one connection. */
export interface Sent {
  family: "documents" | "bodies" | "heads" | "bytes";
  bytes: Buffer;
  /** Whether the server may close without a word: what arrived need not be a request, or not the whole of one. */
  broken: boolean;
}

const JSON_WORDS = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|\w+|[\s\S]/g;

/** Makes requests of every kind from a seed. */
export class FuzzRequests {
  constructor(
    private readonly documents: FuzzDocuments,
    private readonly random: Random,
  ) {}

  next(): Sent {
    const { random } = this;
    const at = random.next();
    if (at < 0.4) return { family: "documents", bytes: posted(this.documents.next()), broken: false };
    if (at < 0.65) return { family: "bodies", bytes: posted(this.#body()), broken: false };
    if (at < 0.9) return this.#head();
    return { family: "bytes", bytes: this.#bytes(), broken: true };
  }

  /** Bodies that are nearly those of requests. */
  #body(): Buffer | string {
    const { random } = this;
    const text = this.documents.next();
    const value = () => random.pick(ODD_JSON);
    const name = () => JSON.stringify(random.pick(ODD_NAMES));
    const hash = createHash("sha256").update("{__typename}").digest("hex");
    const ways: (() => string | Buffer)[] = [
      () =>
        shaken(text.match(JSON_WORDS) ?? [], random, () =>
          random.chance(0.6) ? value() : random.pick([",", ":", "}", "]", name()]),
        ),
      () =>
        `${text.slice(0, -1)},${random.pick(['"query"', '"variables"', '"extensions"', '"operationName"', '"documentId"', name()])}:${value()}}`,
      () => `{${name()}:${value()},${text.slice(1)}`,
      () => `{"query":"{__typename}","variables":{${name()}:${value()}},"extensions":{${name()}:${value()}}}`,
      () =>
        `{"extensions":{"persistedQuery":{"version":${random.pick(["1", value()])},"sha256Hash":${random.pick([`"${hash}"`, value()])}}},"query":${random.pick(['"{__typename}"', value()])}}`,
      () => `{"documentId":${random.pick([`"${hash}"`, `"sha256:${hash}"`, value()])}}`,
      () => value(),
      () => `[${text},${text}]`,
      () => `{"query":${random.pick(["[", '{"a":']).repeat(1 + random.below(20_000))}`,
      () => `{"variables":${"[".repeat(3000)}${"]".repeat(3000)},${text.slice(1)}`,
      () => text.slice(0, random.below(text.length)),
      () => this.#flipped(Buffer.from(text)),
      () =>
        Buffer.concat([
          Buffer.from(text.slice(0, 12)),
          Buffer.from([0xc3, 0x28, 0xff]),
          Buffer.from(text.slice(12)),
        ]),
      () => Buffer.from(`\ufeff${text}`, random.pick(["utf8", "utf16le", "latin1"])),
      () => gzipSync(text),
      () => "",
    ];
    return random.pick(ways)();
  }

  #flipped(bytes: Buffer): Buffer {
    for (let times = 1 + this.random.below(4); times > 0; times -= 1)
      bytes[this.random.below(bytes.length)] = this.random.below(256);
    return bytes;
  }

  /** Requests whose method, address and headers are of any kind. */
  #head(): Sent {
    const { random } = this;
    const method = random.pick(METHODS);
    const path = random.pick(PATHS);
    const search = random.chance(0.6) ? `?${this.#search()}` : "";
    const headers = Array.from({ length: random.below(4) }, () => random.pick(HEADERS)).map(
      ([name, values]): [string, string] => [name, random.pick(values)],
    );
    const body = random.chance(0.4) ? Buffer.from(this.documents.next()) : undefined;
    if (body && !headers.some(([name]) => name === "Content-Type"))
      headers.push(["Content-Type", "application/json"]);
    const target = method === "CONNECT" ? "a:1" : `${path}${search}`;
    const version = random.chance(0.1) ? "1.0" : "1.1";
    const hosts = random.chance(0.95) ? 1 : random.below(3);
    const broken =
      method === "CONNECT" ||
      headers.some(([name, value]) => name === "Transfer-Encoding" || value === "upgrade");
    return { family: "heads", bytes: request(method, target, headers, body, version, hosts), broken };
  }

  /** What may follow the question mark. */
  #search(): string {
    const { random } = this;
    const { query, variables } = JSON.parse(this.documents.next()) as { query: string; variables?: object };
    const sound = (text: string) => encodeURIComponent(Buffer.from(text).toString());
    const name = () =>
      sound(random.pick(["query", "variables", "extensions", "operationName", "documentId", ...ODD_NAMES]));
    const value = () => sound(random.pick(ODD_JSON));
    const odd = () => Array.from({ length: random.below(4) }, () => `${name()}=${value()}`).join("&");
    return random.pick([
      () => `query=${sound(query)}&variables=${sound(JSON.stringify(variables ?? {}))}`,
      () => `query=${sound("{__typename}")}&${odd()}`,
      () => `documentId=${"a".repeat(64)}&extensions=${value()}`,
      () => `extensions=${sound(`{"persistedQuery":${random.pick(ODD_JSON)}}`)}`,
      () => `query=%7B__typename%7D&query=${sound("{reports{totalCount}}")}`,
      () => "query=%E0%A4%A&variables=%",
      () => `query=${"%0A".repeat(random.below(4000))}`,
      () => `query[]=1&query[a]=2&variables.constructor=1`,
      () => `${"a=b&".repeat(random.below(2000))}`,
      () => `?${"&".repeat(99)}=`,
      odd,
    ])();
  }

  /** Bytes that are a request, or were one. */
  #bytes(): Buffer {
    const { random } = this;
    const whole = random.chance(0.5) ? posted(this.documents.next()) : this.#head().bytes;
    const ways: (() => Buffer)[] = [
      () => this.#flipped(Buffer.from(whole)),
      () => whole.subarray(0, 1 + random.below(whole.length)),
      () => Buffer.from(Array.from({ length: 1 + random.below(300) }, () => random.below(256))),
      () => Buffer.concat([whole, whole]),
      () => Buffer.concat([whole, Buffer.from("garbage")]),
      () =>
        request(
          "POST",
          "/graphql",
          [["Transfer-Encoding", "chunked"]],
          Buffer.from(random.pick(["zz\r\n{}\r\n", "5\r\n{}\r\n", "ffffffffff\r\n", "2\r\n{}\r\n0\r\n\r\n"])),
        ),
      () => Buffer.from("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
      () =>
        Buffer.from(
          whole
            .toString("latin1")
            .replace("HTTP/1.1", random.pick(["HTTP/1.0", "HTTP/9.9", "HTTP/1.1 ", ""])),
          "latin1",
        ),
      () =>
        Buffer.from(
          whole.toString("latin1").replaceAll("\r\n", random.pick(["\n", "\r", "\r\n\r\n"])),
          "latin1",
        ),
    ];
    return random.pick(ways)();
  }
}

/** A body as a client posts it. */
const posted = (body: string | Buffer): Buffer =>
  request("POST", "/graphql", [["Content-Type", "application/json"]], Buffer.from(body as string));

function request(
  method: string,
  target: string,
  headers: [string, string][],
  body?: Buffer,
  version = "1.1",
  hosts = 1,
): Buffer {
  const named = new Set(headers.map(([name]) => name));
  const all: [string, unknown][] = [...headers];
  if (!named.has("Host")) for (let time = 0; time < hosts; time += 1) all.unshift(["Host", "127.0.0.1"]);
  if (!named.has("Connection")) all.push(["Connection", "close"]);
  if (body && !named.has("Transfer-Encoding")) all.push(["Content-Length", body.length]);
  const lines = all.map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `${method} ${target} HTTP/${version}\r\n${lines.join("")}\r\n`;
  return Buffer.concat([Buffer.from(head), body ?? Buffer.alloc(0)]);
}
