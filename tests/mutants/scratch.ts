import { spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PACKAGE_ROOT } from "../../src/paths.js";
import type { Mutant } from "./mutant.js";

/** What the tests need of the project; the rest, such as the bench, stays behind. */
const COPIED = [
  "schema",
  "entities",
  "resolvers",
  "src",
  "tests",
  "data",
  "docs",
  "examples",
  "ormconfig.ts",
  "package.json",
  "tsconfig.json",
  "jest.config.cjs",
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
];

/** The longest that a mutant may take; one that hangs is killed by that. */
const PATIENCE_MS = 15 * 60_000;

/** A copy of the project to break things in; the working tree is never touched. */
export class Scratch {
  readonly #folder = mkdtempSync(join(tmpdir(), "cuulong-mutants-"));
  /** For what the tests put into the temporary folder. */
  readonly #temporary = join(this.#folder, "tmp");

  constructor() {
    // The embedded server may run as another user.
    chmodSync(this.#folder, 0o755);
    mkdirSync(this.#temporary, { mode: 0o755 });
    for (const name of COPIED.filter((path) => existsSync(join(PACKAGE_ROOT, path))))
      cpSync(join(PACKAGE_ROOT, name), join(this.#folder, name), { recursive: true });
    symlinkSync(join(PACKAGE_ROOT, "node_modules"), join(this.#folder, "node_modules"));
  }

  /** Compiles what has changed since the last time; what the compiler says where that fails. */
  async build(): Promise<string | undefined> {
    const compiler = "node_modules/typescript/bin/tsc";
    const [code, said] = await this.#node([compiler, "--incremental", "--tsBuildInfoFile", "dist/.build"]);
    if (code !== 0) return said;
    chmodSync(join(this.#folder, "dist/src/main.js"), 0o755);
    return undefined;
  }

  /** Has something done while the mutant is in. */
  async with<Result>({ file, find, replace }: Mutant, work: () => Promise<Result>): Promise<Result> {
    const path = join(this.#folder, file);
    const whole = readFileSync(path, "utf8");
    writeFileSync(
      path,
      whole.replace(find, () => replace),
    );
    try {
      return await work();
    } finally {
      writeFileSync(path, whole);
    }
  }

  /** Runs the test files of the patterns, or all others, up to the first that is red; undefined where none is. */
  async test(which: "these" | "others", patterns: string[]): Promise<string | undefined> {
    const [code, said] = await this.#node([
      "--experimental-vm-modules",
      "--no-warnings",
      ...["node_modules/jest/bin/jest.js", "--bail", "--silent"],
      ...(which === "these" ? patterns : ["--testPathIgnorePatterns", ...patterns]),
    ]);
    // A run that bails out leaves its server's folder.
    remove(this.#temporary);
    mkdirSync(this.#temporary, { mode: 0o755 });
    return code === 0 ? undefined : killerOf(code, said);
  }

  remove(): void {
    remove(this.#folder);
  }

  /** Runs node in the copy; the exit code, null where its time was up, and what it said. */
  #node(args: string[]): Promise<[number | null, string]> {
    const child = spawn(process.execPath, args, {
      cwd: this.#folder,
      env: { ...process.env, TMPDIR: this.#temporary },
      timeout: PATIENCE_MS,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        said += chunk;
      });
    return new Promise((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code) => resolve([code, said]));
    });
  }
}

/** The server of a run that bailed out may still be on its way out of its folder. */
const remove = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });

/** What jest says of the first test that is red. */
function killerOf(code: number | null, said: string): string {
  if (code === null) return "the time was up";
  const [, file] = /^FAIL dist\/tests\/(\S+)/m.exec(said) ?? [];
  if (file === undefined) {
    const reason = /^.*(error|failed|cannot).*$/im.exec(said)?.[0].trim();
    if (reason === undefined) throw new Error(`The tests did not run:\n${said}`);
    return `the set-up of the tests: ${reason}`;
  }
  const [, title] = /^ {2}● (.+)$/m.exec(said) ?? [];
  return `${file}: ${title}`;
}
