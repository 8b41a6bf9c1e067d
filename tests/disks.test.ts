import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { canMount, newDisk, remount } from "./disks.js";
import { addressOf, QUERY, type Run, run, stops } from "./processes.js";
import { later } from "./report.js";

/** Where nothing can be mounted, these are not tried. */
const onDisk = canMount ? test : test.skip;

/** Processes that run on a disk. */
const runningOn = (disk: string) =>
  readdirSync("/proc").filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(disk);
    } catch {
      return false;
    }
  });

async function answersAll(serve: Run): Promise<void> {
  const response = await fetch(`${await addressOf(serve)}/${QUERY}`);
  expect(await response.json()).toEqual({ data: { reports: { totalCount: 1 } } });
}

async function leaves(serve: Run, disk: string): Promise<void> {
  await stops(serve, disk);
  expect(runningOn(disk)).toEqual([]);
}

// Too small for the server's own files, for the tables, for the rows of the report, and for the log that commits them.
onDisk.each(["10m", "25m", "40m", "45m", "52m", "58m"])(
  "A first start on a disk of %s says so in one line and ends, and with more room the next one is whole",
  async (size) => {
    const disk = newDisk(`size=${size}`);
    const serve = run(["serve"], { DATA_DIR: disk });
    expect(await serve.exit).toBe(1);
    // Where PostgreSQL's own writers meet the full disk first, it ends before it can say why.
    expect(serve.output()).toMatch(
      /^[^\n]*(No space left on device|Connection terminated unexpectedly)[^\n]*\n$/,
    );
    expect(runningOn(disk)).toEqual([]);
    remount(disk, "size=300m");
    const next = run(["serve"], { DATA_DIR: disk });
    await answersAll(next);
    await leaves(next, disk);
  },
  240_000,
);

onDisk(
  "While the disk is full requests are answered and a load is refused in one line; with room again all is well",
  async () => {
    const disk = newDisk("size=150m");
    const serve = run(["serve"], { DATA_DIR: disk });
    await answersAll(serve);
    const filling = join(disk, "filling");
    fill(filling);
    await answersAll(serve);
    const tasks = Array.from({ length: 4000 }, (_, i) => {
      const name = `${i} ${"việc ".repeat(100)}`.trim();
      return `  - { id: "task:later-${i}", number: "${i}", position: ${i + 2}, name: ${name}, section: "1", lines: 3 }\n`;
    });
    const large = later({ "report.yaml": tasks.join("") });
    const load = run(["load", large], { DATA_DIR: disk });
    expect(await load.exit).toBe(1);
    expect(load.output()).toMatch(/^[^\n]*No space left on device[^\n]*\n$/);
    await answersAll(serve);
    rmSync(filling);
    const again = run(["load", large], { DATA_DIR: disk });
    expect(await again.exit).toBe(0);
    fill(filling);
    await leaves(serve, disk);
    const full = run(["serve"], { DATA_DIR: disk });
    expect(await full.exit).toBe(1);
    expect(full.output()).toMatch(/^[^\n]*No space left on device[^\n]*\n$/);
    rmSync(filling);
    const next = run(["serve"], { DATA_DIR: disk });
    await addressOf(next);
    await leaves(next, disk);
  },
  240_000,
);

onDisk(
  "A disk that can only be read is refused in one line, with data on it and without",
  async () => {
    const disk = newDisk("size=300m");
    const migrate = run(["migrate"], { DATA_DIR: disk });
    expect(await migrate.exit).toBe(0);
    remount(disk, "ro");
    for (const place of [disk, join(disk, "new")]) {
      const serve = run(["serve"], { DATA_DIR: place });
      expect(await serve.exit).toBe(1);
      expect(serve.output()).toMatch(/^DATA_DIR: [^\n]* cannot be used: EROFS[^\n]*\n$/);
    }
  },
  240_000,
);

/** Takes all the room that there is. */
function fill(file: string): void {
  for (const bytes of [1024 * 1024, 4096])
    try {
      for (;;) writeFileSync(file, Buffer.alloc(bytes), { flag: "a" });
    } catch {}
}
