import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "@jest/globals";

const disks: string[] = [];

afterAll(() => {
  for (const disk of disks) {
    execFileSync("umount", ["--lazy", disk]);
    rmSync(disk, { recursive: true, force: true });
  }
});

/** A disk of its own in memory, with options of mount(8), that goes after the last test of the file. */
export function newDisk(options: string): string {
  const disk = mkdtempSync(join(tmpdir(), "cuulong-disk-"));
  mount(["-t", "tmpfs", "-o", `mode=755,${options}`, "tmpfs", disk]);
  disks.push(disk);
  return disk;
}

export const remount = (disk: string, options: string) => mount(["-o", `remount,${options}`, disk]);

function mount(words: string[]): void {
  execFileSync("mount", words, { stdio: "pipe" });
}

/** Whether this user may mount anything, as root may on Linux and outside most containers. */
export const canMount = (() => {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const place = mkdtempSync(join(tmpdir(), "cuulong-disk-"));
  chmodSync(place, 0o755);
  try {
    mount(["-t", "tmpfs", "-o", "size=1m", "tmpfs", place]);
    mkdirSync(join(place, "x"));
    execFileSync("umount", [place]);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
})();
