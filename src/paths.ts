import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of package.json; compiled files lie in its dist/src. */
export const PACKAGE_ROOT = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
