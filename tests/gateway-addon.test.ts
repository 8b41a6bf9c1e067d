import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { post } from "./http.js";
import { addressOf, newFolder, type Run, run } from "./processes.js";
import { useSmallGraph } from "./small-graph.js";

const graph = useSmallGraph();

/** What Node does where a binary is for another system: the planner's is not loaded, and all others are. */
const ELSEWHERE = `
const { dlopen } = process;
process.dlopen = function (module, file, ...more) {
  if (!/router_query_planner/.test(file)) return dlopen.call(this, module, file, ...more);
  throw Object.assign(new Error("Error loading shared library ld-linux-x86-64.so.2: No such file or directory"), { code: "ERR_DLOPEN_FAILED" });
};`;

const WARNING = "the planner in Rust does not run here; plans are made in JavaScript";
const QUERIES = [
  "{ agencies(first: 2) { stations { name agency { name } } name parent { name head { name } } } stations { id } }",
  "{ agencies(first: 1) { id: name name: id stations(first: 1) { id agency { head { name } } } } }",
  "{ agency(id: 1) { ... on Agency { stations { name } } } a: agencies { id } a: agencies { name } }",
];

test("Where the planner's binary cannot be loaded, the log says so, and answers are the same", async () => {
  const folder = newFolder();
  const [file, elsewhere] = [join(folder, "supergraph.graphql"), join(folder, "elsewhere.cjs")];
  writeFileSync(file, graph.supergraph);
  writeFileSync(elsewhere, ELSEWHERE);
  const gateways = [
    run(["gateway", file]),
    run(["gateway", file], { NODE_OPTIONS: `--require ${elsewhere}` }),
  ] as [Run, Run];
  const servers = [];
  for (const gateway of gateways) servers.push({ address: await addressOf(gateway) });
  for (const query of QUERIES) {
    const [here, there] = await Promise.all(servers.map((server) => post(server, { query })));
    expect(here?.status).toBe(200);
    expect(here?.errors).toBeUndefined();
    expect(there).toEqual(here);
  }
  for (const { child } of gateways) child.kill("SIGTERM");
  expect(await Promise.all(gateways.map(({ exit }) => exit))).toEqual([0, 0]);
  expect(gateways.map((gateway) => gateway.output().includes(WARNING))).toEqual([false, true]);
});
