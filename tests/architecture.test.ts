import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";

const LAYERS = ["schema", "entities", "resolvers", "src", "tests"];
/** Data and declarations may be longer than logic; migrations are history and are not counted. */
const LONGEST = { source: 200, test: 300 };

const files = LAYERS.flatMap((layer) => filesBelow(join(PACKAGE_ROOT, layer))).map((path) => {
  const text = readFileSync(path, "utf8");
  const name = relative(PACKAGE_ROOT, path);
  const imports = Array.from(
    text.matchAll(/^(?:import|export)\b[^;]*?from "(\.[^"]+)"/gms),
    ([statement, target]) => ({
      typeOnly: /^(import|export) type\b/.test(statement),
      to: relative(PACKAGE_ROOT, resolve(dirname(path), String(target).replace(/\.js$/, ".ts"))),
    }),
  );
  return { name, layer: name.split("/")[0] as string, text, imports };
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return filesBelow(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

test("Imports run one way: schema, entities, resolvers, src, tests", () => {
  const wrong = files.flatMap(({ name, layer, imports }) =>
    imports
      .filter(({ to }) => LAYERS.indexOf(to.split("/")[0] as string) > LAYERS.indexOf(layer))
      .map(({ to }) => `${name} imports ${to}`),
  );
  expect(files.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test("No file imports itself, however long the way round", () => {
  const graph = new Map(
    files.map(({ name, imports }) => [name, imports.filter(({ typeOnly }) => !typeOnly).map(({ to }) => to)]),
  );
  const cycles: string[] = [];
  const visit = (name: string, trail: string[]): void => {
    if (trail.includes(name)) cycles.push([...trail.slice(trail.indexOf(name)), name].join(" → "));
    else for (const next of graph.get(name) ?? []) visit(next, [...trail, name]);
  };
  for (const name of graph.keys()) visit(name, []);
  expect(cycles).toEqual([]);
});

test("Files stay short", () => {
  const long = files
    .filter(({ name }) => !name.startsWith("src/database/migrations/"))
    .map(({ name, layer, text }) => ({
      name,
      lines: text.split("\n").length,
      most: layer === "tests" ? LONGEST.test : LONGEST.source,
    }))
    .filter(({ lines, most }) => lines > most);
  expect(long).toEqual([]);
});

test("Only the command line, TypeORM's configuration and the tests' set-up read the environment", () => {
  const readers = files.filter(({ text }) => text.includes("process.env")).map(({ name }) => name);
  expect(readers.sort()).toEqual([
    "src/main.ts",
    "tests/architecture.test.ts",
    "tests/differential.test.ts",
    "tests/global-setup.ts",
    "tests/harness.ts",
    "tests/queries.test.ts",
    "tests/random.ts",
  ]);
});

test("Every domain has an entity file, a resolver file and a data file of the same stem", () => {
  const stemsOf = (folder: string, ending: string) =>
    readdirSync(join(PACKAGE_ROOT, folder))
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length));
  const shared = ["base", "index", "naming", "link", "check"];
  const stems = stemsOf("entities", ".ts").filter((stem) => !shared.includes(stem));
  expect(stemsOf("resolvers", ".resolver.ts")).toEqual(expect.arrayContaining(stems));
  expect([...stemsOf("data/tra-vinh-2021-9m", ".yaml"), "observation"]).toEqual(
    expect.arrayContaining(stems),
  );
});
