import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { ERROR_STATUS, type ErrorCode } from "../schema/errors.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import type { Sent } from "./fuzz-requests.js";

/** How long a client waits for what may never come, and for what must come. */
const PATIENCE_MS = { broken: 200, whole: 30_000 };

/** A server in a process of its own. */
export class FuzzServer {
  /** What it has written, which at its level is about faults only. */
  output = "";
  ended = false;

  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
  ) {
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (chunk) => {
        this.output += chunk;
      });
    child.once("exit", () => {
      this.ended = true;
    });
  }

  static async start(settings: Record<string, string>): Promise<FuzzServer> {
    const child = fork(join(PACKAGE_ROOT, "dist/tests/fuzz-server.js"), [JSON.stringify(settings)], {
      execArgv: ["--expose-gc"],
      silent: true,
    });
    let said = "";
    child.stderr?.on("data", (chunk) => {
      said += chunk;
    });
    const [{ address }] = (await Promise.race([
      once(child, "message"),
      once(child, "exit").then(() => Promise.reject(new Error(`It did not start: ${said}`))),
    ])) as [{ address: string }];
    return new FuzzServer(child, address);
  }

  /** How many bytes it holds once what nobody needs is taken away. */
  async held(): Promise<number> {
    this.child.send("held");
    const [{ bytes }] = (await once(this.child, "message")) as [{ bytes: number }];
    return bytes;
  }

  async stop(): Promise<void> {
    if (this.ended) return;
    const exit = once(this.child, "exit");
    this.child.disconnect();
    await exit;
  }

  /** Sends bytes on a connection of their own and reads until the server closes it. */
  send({ bytes, broken }: Pick<Sent, "bytes" | "broken">): Promise<Buffer> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(this.address).port), "127.0.0.1");
      const pieces: Buffer[] = [];
      const done = () => {
        clearTimeout(patience);
        socket.destroy();
        resolve(Buffer.concat(pieces));
      };
      // Whoever sends half a request may wait for ever, or say that there is no more.
      const patience = setTimeout(
        () => (broken ? socket.end() : done()),
        PATIENCE_MS[broken ? "broken" : "whole"],
      );
      socket.on("data", (piece) => pieces.push(piece));
      socket.on("error", () => {});
      socket.on("close", done);
      socket.write(bytes);
    });
  }
}

/** An answer as it was read. */
interface Read {
  status: number;
  type: string;
  body: string;
}

/** The first answer among bytes, past those that only say that the server goes on. */
function read(bytes: Buffer): Read | undefined {
  const end = bytes.indexOf("\r\n\r\n");
  if (end < 0) return undefined;
  const head = bytes.subarray(0, end).toString("latin1");
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1]);
  let body = bytes.subarray(end + 4);
  if (status < 200) return read(body);
  const header = (name: string) => new RegExp(`^${name}: *(.*)$`, "im").exec(head)?.[1]?.trim() ?? "";
  if (header("transfer-encoding") === "chunked") body = unchunked(body);
  else body = body.subarray(0, Number(header("content-length") || body.length));
  const encoding = body.length > 0 ? header("content-encoding") : "";
  const decode: Record<string, (encoded: Buffer) => Buffer> = { gzip: gunzipSync, br: brotliDecompressSync };
  return { status, type: header("content-type"), body: (decode[encoding]?.(body) ?? body).toString() };
}

function unchunked(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; ) {
    const line = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, line).toString("latin1"), 16);
    if (!(size > 0)) break;
    pieces.push(bytes.subarray(line + 2, line + 2 + size));
    at = line + 2 + size + 2;
  }
  return Buffer.concat(pieces);
}

const OURS: readonly string[] = ["TIMED_OUT", "SERVICE_UNAVAILABLE"] satisfies ErrorCode[];

/** What is wrong with an answer; undefined where nothing is. */
export function complaintOf({ bytes, broken }: Sent, answer: Buffer): string | undefined {
  const found = answer.length > 0 ? read(answer) : undefined;
  if (!found) return broken ? undefined : "no answer";
  const { status, type, body } = found;
  const bodiless = bytes.subarray(0, 5).toString() === "HEAD " || status === 304;
  if (status >= 400 && bodiless) return status >= 500 ? `a status of ${status}` : undefined;
  if (status < 400 && !type.includes("json")) return undefined;
  let said: { errors?: { message?: unknown; extensions?: { code?: ErrorCode } }[] };
  try {
    said = bodiless ? {} : JSON.parse(body);
  } catch {
    return `${status} with what is no JSON`;
  }
  const codes = (said.errors ?? []).map(({ message, extensions }) =>
    typeof message === "string" && message !== "" ? extensions?.code : undefined,
  );
  const strange = codes.findIndex(
    (code) => !code || !Object.hasOwn(ERROR_STATUS, code) || code === "INTERNAL_SERVER_ERROR",
  );
  if (strange >= 0) return `${status} with the code ${codes[strange]}`;
  if (status < 400) return undefined;
  const [code] = codes;
  if (!code) return `${status} without an error`;
  // What has no code of its own is a bad request, whatever its status.
  const fits = ERROR_STATUS[code] === status || (code === "BAD_REQUEST" && status < 500);
  if (!fits) return `${status} with the code ${code}`;
  return status >= 500 && !OURS.includes(code) ? `a status of ${status}` : undefined;
}
