import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { setImmediate as turn } from "node:timers/promises";
import pg from "pg";
import type { DataSource } from "typeorm";
import { dataSourceFor } from "../src/database/index.js";
import { Reads } from "../src/engine/run/reads.js";
import { Sessions } from "../src/engine/run/session.js";
import { type Bytes, concatenated, Wire } from "../src/engine/run/raw-rows.js";
import { connectionsOf, useDatabase } from "./harness.js";
import { Random, SEED } from "./random.js";
import { turnsBeside } from "./waiting.js";

const database = useDatabase("migrated");
const random = new Random(SEED);
let proxy: Server;
let dataSource: DataSource;
let pieces = 0;

/** Passes on what PostgreSQL sends in pieces of any size, each when the one before has been read. */
async function crumble(from: Socket, to: Socket): Promise<void> {
  for await (const chunk of from) {
    const bytes = chunk as Buffer;
    // Short answers come a few bytes at a time, long ones in some pieces more.
    const most = Math.max(random.pick([3, 7, 40, 5000]), bytes.length / 50);
    for (let at = 0; at < bytes.length; ) {
      const end = at + 1 + random.below(most);
      to.write(bytes.subarray(at, end));
      at = end;
      pieces += 1;
      await turn();
    }
  }
  to.end();
}

beforeAll(async () => {
  const { host, port, user = "", password, database: name = "" } = new pg.Client(database.url);
  const place = host.startsWith("/") ? { path: join(host, `.s.PGSQL.${port}`) } : { host, port };
  proxy = createServer({ noDelay: true }, (client) => {
    const server = connect(place);
    client.pipe(server);
    crumble(server, client).catch(() => client.destroy());
  });
  await new Promise<void>((done) => proxy.listen(0, "127.0.0.1", done));
  const url = new URL(`postgres://127.0.0.1:${(proxy.address() as AddressInfo).port}/${name}`);
  url.username = user;
  url.password = password ?? "";
  dataSource = await dataSourceFor({ url: url.href }, { ...database.config, poolSize: 2 }).initialize();
});

afterAll(async () => {
  await dataSource.destroy();
  proxy.close();
});

const TEXTS = ["", "D", "Sở Thông tin và Truyền thông", "ភាសាខ្មែរ", '\u{1F41F}\u0001\n"\\'];

/** A value of a column: null, a text, or a long one. */
const value = () => {
  const text = random.pick(TEXTS);
  return random.pick([null, text, text, text.repeat(random.below(3000))]);
};

test("Rows are taken byte by byte as they are, however they come, and the driver misses nothing of the rest", async () => {
  const reads = new Reads(new Sessions(dataSource));
  const one = async (name: string | undefined) => {
    const values = Array.from({ length: 1 + random.below(5) }, value);
    const columns = values.map((_, index) => `$${index + 1}::text`).join(", ");
    const row = await reads.row({
      text: `SELECT ${columns}`,
      values,
      ...(name && { name: `${name}${values.length}` }),
    });
    expect(row.map((column) => column && concatenated(column).toString())).toEqual(values);
  };
  const many = async () => {
    const text = value();
    const rows = await reads.rows({
      text: "SELECT n, $1::text AS text FROM generate_series(1, 50) n",
      values: [text],
    });
    expect(rows).toEqual(Array.from({ length: 50 }, (_, index) => ({ n: index + 1, text })));
  };
  const wrong = async () => {
    const failing = reads.row({ text: "SELECT 1 / $1::integer", values: [0] });
    await expect(failing).rejects.toMatchObject({ code: "22012" });
  };
  const nothing = async () =>
    expect(await reads.row({ text: "SELECT 1 WHERE false", values: [] })).toEqual([]);
  const ways = [() => one(undefined), () => one("named"), many, wrong, nothing];
  try {
    for (let round = 0; round < 40; round += 1)
      await Promise.all(Array.from({ length: 4 }, () => random.pick(ways)()));
  } catch (error) {
    throw new Error(`With SEED=${SEED}`, { cause: error });
  }
  expect(pieces).toBeGreaterThan(3000);
}, 60_000);

test("A connection that breaks in the middle of a row fails that statement alone", async () => {
  const reads = new Reads(new Sessions(dataSource));
  const failing = reads.row({ text: "SELECT repeat('x', 1000000)", values: [] });
  failing.catch(() => {});
  const before = pieces;
  while (pieces < before + 20) await turn();
  for (const { connection } of connectionsOf(dataSource)) connection.stream.destroy();
  await expect(failing).rejects.toThrow("Connection terminated unexpectedly");
  // The pool hears of it a moment later.
  while (connectionsOf(dataSource).length > 0) await turn();
  expect(await reads.rows({ text: "SELECT 1 AS one", values: [] })).toEqual([{ one: 1 }]);
});

test("While a large row comes, others have their turn, however much of it is there already", async () => {
  const stream = new PassThrough({ highWaterMark: 1e9 });
  const wire = new Wire(stream as unknown as Socket);
  const column = Buffer.alloc(10_000_000, "a");
  const row = Buffer.alloc(11);
  row.write("D");
  row.writeUInt32BE(4 + 2 + 4 + column.length, 1);
  row.writeUInt16BE(1, 5);
  row.writeInt32BE(column.length, 7);
  const taken = new Promise<Buffer[]>((take) => {
    wire.taker = { mostBytes: 1e9, refuse: () => {}, take: ([bytes]: Bytes[]) => take(bytes ?? []) };
  });
  for (let at = 0; at < column.length; at += 64_000)
    stream.write(
      at === 0 ? Buffer.concat([row, column.subarray(0, 64_000)]) : column.subarray(at, at + 64_000),
    );
  expect(await turnsBeside(() => taken)).toBeGreaterThan(20);
  expect(Buffer.concat(await taken).equals(column)).toBe(true);
});
