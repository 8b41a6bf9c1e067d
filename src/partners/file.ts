import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from "node:fs";
import { StartError } from "../errors.js";
import { type PartnerSet, readPartnerSet } from "./settings.js";

/** Reads a file of partners; one that is not there has none. Throws a StartError that names the file. */
export function readPartnersFile(path: string): PartnerSet {
  const text = textOf(path);
  if (text === undefined) return {};
  try {
    return readPartnerSet(text);
  } catch (error) {
    throw new StartError(`Partners in ${path} cannot be used:\n${(error as Error).message}`);
  }
}

/**
 * Changes a file of partners. Whoever reads it finds what was there before or all that is new, and two who change it at once
 * do not undo each other's work: the second is refused.
 */
export function changePartnersFile(path: string, change: (partners: PartnerSet) => PartnerSet): void {
  const beside = `${path}.new`;
  const file = claim(beside);
  try {
    const partners = change(readPartnersFile(path));
    writeSync(file, `${JSON.stringify({ partners }, null, 2)}\n`);
    fsyncSync(file);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  } finally {
    closeSync(file);
  }
}

function claim(path: string): number {
  try {
    return openSync(path, "wx", 0o644);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new StartError(
      code === "EEXIST"
        ? `Another command is changing the partners; if none is, remove ${path}.`
        : `Partners cannot be written: ${message}`,
    );
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return undefined;
    throw new StartError(`Partners cannot be read: ${message}`);
  }
}
