import { createHash } from "node:crypto";
import { chownSync, mkdirSync, rmdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newFolder, refused, run } from "./processes.js";

test("A file where the folder should be, or above it", async () => {
  const file = join(newFolder(), "file");
  writeFileSync(file, "");
  expect(await refused({ DATA_DIR: file })).toBe(
    `DATA_DIR: ${file} cannot be used: EEXIST: file already exists, mkdir '${file}'`,
  );
  expect(await refused({ DATA_DIR: join(file, "below") })).toBe(
    `DATA_DIR: ${file}/below cannot be used: ENOTDIR: not a directory, mkdir '${file}/below'`,
  );
}, 60_000);

test("A place where no folder can be made, or nothing can be written", async () => {
  if (process.platform === "linux")
    for (const place of ["/proc/cuulong", "/proc/cuulong/below", "/sys/cuulong"])
      expect(await refused({ DATA_DIR: place })).toMatch(
        new RegExp(`^DATA_DIR: ${place} cannot be used: E[A-Z]+: .*, mkdir '`),
      );
  const data = newFolder();
  mkdirSync(join(data, "postgres-18"));
  writeFileSync(join(data, "postgres-18/PG_VERSION"), "18\n");
  mkdirSync(join(data, "postgres.log"));
  expect(await refused({ DATA_DIR: data })).toMatch(
    /^DATA_DIR: .* cannot be used: EISDIR: .*postgres\.log'$/,
  );
}, 60_000);

test("Data of another PostgreSQL than this release runs, wherever that shows", async () => {
  const older = newFolder();
  mkdirSync(join(older, "postgres-17"));
  expect(await refused({ DATA_DIR: older })).toBe(
    `${older}/postgres-17 holds data of PostgreSQL 17, and this release runs 18: dump it with the release that made it, or name another DATA_DIR.`,
  );
  const renamed = newFolder();
  mkdirSync(join(renamed, "postgres-18"));
  writeFileSync(join(renamed, "postgres-18/PG_VERSION"), "19\n");
  expect(await refused({ DATA_DIR: renamed })).toMatch(
    /holds data of PostgreSQL 19, and this release runs 18:/,
  );
}, 60_000);

test("Data that PostgreSQL cannot start on, with the reason that it gives", async () => {
  const data = newFolder();
  const serve = run(["migrate"], { DATA_DIR: data });
  expect(await serve.exit).toBe(0);
  rmSync(join(data, "postgres-18/global/pg_control"));
  expect(await refused({ DATA_DIR: data })).toMatch(
    /^The embedded PostgreSQL does not start: could not find the database system/,
  );
}, 60_000);

test("A folder for the socket that others have made, or may enter", async () => {
  const long = join(newFolder(), "x".repeat(100));
  const place = join(tmpdir(), `cuulong-${createHash("sha256").update(long).digest("hex").slice(0, 12)}`);
  mkdirSync(place, { mode: 0o755 });
  try {
    const saying = `${place}, the folder of the socket, is open to others: remove it, or name a shorter DATA_DIR.`;
    expect(await refused({ DATA_DIR: long })).toBe(saying);
    rmdirSync(place);
    symlinkSync(newFolder(), place);
    expect(await refused({ DATA_DIR: long })).toBe(saying);
    if (process.getuid?.() === 0) {
      rmSync(place);
      mkdirSync(place, { mode: 0o700 });
      chownSync(place, 12345, 12345);
      expect(await refused({ DATA_DIR: long })).toBe(saying);
    }
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}, 60_000);
