import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { PACKAGE_ROOT } from "../src/paths.js";

const LAYERS = ["schema", "entities", "resolvers", "src", "tests"];
/** Data and declarations may be longer than logic; migrations are history and are not counted. */
const LONGEST = { source: 200, test: 300 };

/** What the rooms inside a layer may import, besides themselves. A layer's own files are the room of its name. */
const ROOMS: Record<string, readonly string[]> = {
  "resolvers/model": [],
  "resolvers/sql": ["resolvers/model"],
  "resolvers/types": ["resolvers/model", "resolvers/sql"],
  "resolvers/reading": ["resolvers/model", "resolvers/sql"],
  resolvers: ["resolvers/model", "resolvers/sql", "resolvers/types", "resolvers/reading"],
  "src/limits": [],
  "src/ground": ["src/limits"],
  "src/database": ["src/ground"],
  "src/load": ["src/ground", "src/database"],
  "src/changes": ["src/ground", "src/database"],
  "src/engine/compile": [],
  "src/engine/run": [],
  "src/engine": ["src/ground", "src/limits", "src/engine/compile", "src/engine/run"],
  "src/operation": ["src/ground", "src/limits", "src/database", "src/engine", "src/engine/run"],
  "src/live": ["src/ground", "src/database", "src/changes", "src/engine", "src/engine/run", "src/operation"],
  "src/planning": ["src/ground", "src/limits", "src/engine/compile"],
  "src/federation": ["src/ground"],
  "src/gateway": [
    "src/ground",
    "src/limits",
    "src/engine",
    "src/engine/run",
    "src/operation",
    "src/live",
    "src/federation",
    "src/planning",
  ],
  "src/outgoing": [],
  "src/webhooks": ["src/ground", "src/outgoing", "src/database", "src/changes", "src/live"],
  "src/partners/thread": [
    "src/ground",
    "src/outgoing",
    "src/limits",
    "src/federation",
    "src/planning",
    "src/partners",
  ],
  "src/partners": [
    "src/ground",
    "src/outgoing",
    "src/limits",
    "src/engine",
    "src/engine/run",
    "src/federation",
    "src/operation",
    "src/live",
  ],
  "src/service": [
    "src/ground",
    "src/database",
    "src/changes",
    "src/live",
    "src/webhooks",
    "src/partners",
    "src/engine",
    "src/engine/run",
    "src/operation",
  ],
  "src/http": [
    "src/ground",
    "src/database",
    "src/live",
    "src/engine",
    "src/engine/run",
    "src/operation",
    "src/gateway",
    "src/partners",
    "src/service",
  ],
  "src/command": [
    "src/ground",
    "src/database",
    "src/changes",
    "src/live",
    "src/load",
    "src/webhooks",
    "src/federation",
    "src/gateway",
    "src/partners",
    "src/service",
    "src/http",
  ],
};
/** Files of `src` itself: what everything there stands on, and what stands on everything. */
const GROUND = ["config", "errors", "log", "paths", "schema", "signals", "variables"].map(
  (stem) => `src/${stem}.ts`,
);
const TOP = ["src/command.ts", "src/main.ts"];

const files = [...LAYERS, "bench"]
  .flatMap((layer) => filesBelow(join(PACKAGE_ROOT, layer)))
  .map((path) => {
    const text = readFileSync(path, "utf8");
    const name = relative(PACKAGE_ROOT, path);
    const imports = Array.from(
      text.matchAll(/^(?:import|export)\b[^;"]*?(?:from )?"(\.[^"]+)"/gms),
      ([, target]) => relative(PACKAGE_ROOT, resolve(dirname(path), String(target).replace(/\.js$/, ".ts"))),
    );
    return { name, layer: name.split("/")[0] as string, text, imports };
  });

function roomOf(name: string): string | undefined {
  if (GROUND.includes(name)) return "src/ground";
  if (TOP.includes(name) || name.startsWith("src/commands/")) return "src/command";
  if (name === "src/service.ts") return "src/service";
  const folder = dirname(name);
  return folder in ROOMS ? folder : Object.keys(ROOMS).find((room) => folder.startsWith(`${room}/`));
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (name === "node_modules" || name.startsWith(".")) return [];
    if (statSync(path).isDirectory()) return filesBelow(path);
    return path.endsWith(".ts") ? [path] : [];
  });
}

const isProduct = ({ layer }: { layer: string }) => LAYERS.includes(layer);

test("Imports run one way: schema, entities, resolvers, src, tests", () => {
  const wrong = files
    .filter(isProduct)
    .flatMap(({ name, layer, imports }) =>
      imports
        .filter((to) => LAYERS.indexOf(to.split("/")[0] as string) > LAYERS.indexOf(layer))
        .map((to) => `${name} imports ${to}`),
    );
  expect(files.length).toBeGreaterThan(50);
  expect(wrong).toEqual([]);
});

test("Inside resolvers and src, each room imports only those that it may", () => {
  const wrong = files.flatMap(({ name, imports }) => {
    const room = roomOf(name);
    if (room === undefined) return [];
    const allowed = [room, ...(ROOMS[room] ?? [])];
    return imports
      .filter((to) => {
        const other = roomOf(to);
        return other !== undefined && other.split("/")[0] === room.split("/")[0] && !allowed.includes(other);
      })
      .map((to) => `${name} imports ${to}`);
  });
  expect(new Set(files.map(({ name }) => roomOf(name)).filter(Boolean)).size).toBe(Object.keys(ROOMS).length);
  expect(wrong).toEqual([]);
});

test("Loading knows entities and their columns, and nothing of the API's resolvers", () => {
  const graph = new Map(files.map(({ name, imports }) => [name, imports]));
  const reached = new Set<string>();
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    for (const next of graph.get(name) ?? []) visit(next);
  };
  for (const { name } of files) if (name.startsWith("src/load/")) visit(name);
  const resolvers = Array.from(reached).filter((name) => name.startsWith("resolvers/"));
  expect(resolvers).toEqual(["resolvers/model/columns.ts"]);
});

test("The bench knows the product as it is built, and what the tests ask of it", () => {
  const wrong = files.flatMap(({ name, layer, imports }) =>
    layer === "bench"
      ? imports.filter((to) => !/^(bench|data|dist|tests)\//.test(to)).map((to) => `${name} imports ${to}`)
      : [],
  );
  expect(wrong).toEqual([]);
});

test("No file imports itself, however long the way round, not even its types", () => {
  const graph = new Map(files.map(({ name, imports }) => [name, imports]));
  const cycles: string[] = [];
  const done = new Set<string>();
  const visit = (name: string, trail: string[]): void => {
    if (trail.includes(name)) cycles.push([...trail.slice(trail.indexOf(name)), name].join(" → "));
    if (trail.includes(name) || done.has(name)) return;
    for (const next of graph.get(name) ?? []) visit(next, [...trail, name]);
    done.add(name);
  };
  for (const name of graph.keys()) visit(name, []);
  expect(cycles).toEqual([]);
});

test("Files stay short", () => {
  const long = files
    .filter((file) => isProduct(file) && !file.name.startsWith("src/database/migrations/"))
    .map(({ name, layer, text }) => ({
      name,
      lines: text.split("\n").length,
      most: layer === "tests" ? LONGEST.test : LONGEST.source,
    }))
    .filter(({ lines, most }) => lines > most);
  expect(long).toEqual([]);
});

test("Only the command line, TypeORM's configuration and the tests' set-up read the environment", () => {
  const readers = files
    .filter(isProduct)
    .filter(({ text }) => text.includes("process.env"))
    .map(({ name }) => name);
  expect(readers.sort()).toEqual([
    "src/main.ts",
    "tests/architecture.test.ts",
    "tests/global-setup.ts",
    "tests/harness.ts",
    "tests/mutants/scratch.ts",
    "tests/queries.test.ts",
    "tests/random.ts",
  ]);
});

test("Every domain has an entity file, a resolver file and a data file of the same stem", () => {
  const stemsOf = (folder: string, ending: string) =>
    readdirSync(join(PACKAGE_ROOT, folder))
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length));
  const shared = ["base", "collation", "index", "naming", "link", "check", "computation"];
  const stems = stemsOf("entities", ".ts").filter((stem) => !shared.includes(stem));
  expect(stemsOf("resolvers", ".resolver.ts")).toEqual(expect.arrayContaining(stems));
  expect([...stemsOf("data/tra-vinh-2021-9m", ".yaml"), "observation"]).toEqual(
    expect.arrayContaining(stems),
  );
});
