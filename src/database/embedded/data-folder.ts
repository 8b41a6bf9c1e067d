import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StartError } from "../../errors.js";
import { asRoot, MAJOR, owner } from "./binaries.js";

/** The one user of an embedded server. */
export const USER = "cuulong";
/** A Unix socket's whole path has at most 107 bytes; the file's own name takes up to 20 of them. */
const LONGEST_SOCKET_FOLDER = 87;

const INITDB = [
  ...["-U", USER, "-A", "trust", "-E", "UTF8", "--no-locale", "--no-instructions"],
  ...["--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
];

/** The server's data in a folder, made if they are not there; a stop signal ends the making. */
export async function dataIn(folder: string, native: string, stop?: AbortSignal): Promise<string> {
  const data = join(folder, `postgres-${MAJOR}`);
  const version = join(data, "PG_VERSION");
  if (existsSync(version)) {
    const major = readFileSync(version, "utf8").trim();
    if (major !== String(MAJOR)) throw new StartError(ofAnother(data, major));
    return data;
  }
  const [other] = readdirSync(folder).filter(
    (name) => /^postgres-\d+$/.test(name) && name !== `postgres-${MAJOR}`,
  );
  if (other !== undefined)
    throw new StartError(ofAnother(join(folder, other), other.slice("postgres-".length)));
  await initialise(native, folder, data, stop);
  return data;
}

const ofAnother = (place: string, major: string) =>
  `${place} holds data of PostgreSQL ${major}, and this release runs ${MAJOR}: dump it with the release that made it, or name another DATA_DIR.`;

/** Makes the data whole before they get their name, so that a start that is cut off leaves nothing half done. */
async function initialise(native: string, folder: string, data: string, stop?: AbortSignal): Promise<void> {
  const half = mkdtempSync(join(folder, "new-"));
  const { uid, gid } = owner();
  if (uid !== undefined && gid !== undefined) chownSync(half, uid, gid);
  try {
    await initdb(native, half, stop);
    renameSync(half, data);
  } catch (error) {
    rmSync(half, { recursive: true, force: true });
    // Another process was first; its data are as good as ours.
    if (!existsSync(join(data, "PG_VERSION"))) throw error;
  }
}

async function initdb(native: string, half: string, stop?: AbortSignal): Promise<void> {
  const child = spawn(join(native, "bin/initdb"), ["-D", half, ...INITDB], {
    ...owner(),
    cwd: "/",
    stdio: ["ignore", "ignore", "pipe"],
  });
  const end = () => child.kill("SIGTERM");
  stop?.addEventListener("abort", end);
  let said = "";
  child.stderr.on("data", (text) => {
    said += text;
  });
  const code = await new Promise<number | null>((done, fail) =>
    child.once("close", done).once("error", fail),
  ).finally(() => stop?.removeEventListener("abort", end));
  if (code === 0) return;
  throw new StartError(
    `The embedded PostgreSQL could not make its data folder: ${said.trim().replace(/\s*\n\s*/g, "; ")}`,
  );
}

/**
 * Like mkdir -p. Node's own tries for ever where a folder is there and yet can have none in it, as in /proc.
 */
export function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" && statSync(path).isDirectory()) return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    makeFolder(dirname(path));
    mkdirSync(path);
  }
}

/** The folder of the socket: beside the data, or in the temporary folder where that path is too long. */
export function socketFolder(folder: string): string {
  const beside = join(folder, "run");
  const { uid = process.getuid?.(), gid } = owner();
  const isLong = Buffer.byteLength(beside) > LONGEST_SOCKET_FOLDER;
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 12);
  const place = isLong ? join(tmpdir(), `cuulong-${name}`) : beside;
  const made = mkdirSync(place, { recursive: true, mode: 0o700 }) !== undefined;
  if (!made && isLong) {
    // Whoever owns a folder where everybody may make one could put a server of their own behind our socket.
    const there = lstatSync(place);
    if (!there.isDirectory() || there.uid !== uid || (there.mode & 0o077) !== 0)
      throw new StartError(
        `${place}, the folder of the socket, is open to others: remove it, or name a shorter DATA_DIR.`,
      );
  }
  if (asRoot()) chownSync(place, Number(uid), Number(gid));
  chmodSync(place, 0o700);
  return place;
}
