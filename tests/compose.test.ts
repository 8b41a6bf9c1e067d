import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSupergraph } from "../src/commands/supergraph.js";
import { composed } from "../src/federation/compose.js";
import { GROUPS } from "../src/federation/groups.js";
import { PACKAGE_ROOT } from "../src/paths.js";

const subgraph = (name: string, types: string) => ({
  name,
  url: `http://${name}/graphql`,
  sdl: `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])\n${types}`,
});

test("What fits together is one graph, in which each service has its address", () => {
  const result = composed([
    subgraph("one", 'type Query { a: A } type A @key(fields: "id") { id: ID! name: String }'),
    subgraph("two", 'type Query { b: String } type A @key(fields: "id") { id: ID! size: Int }'),
  ]);
  expect(result).toEqual({ supergraph: expect.stringMatching(/name: "two", url: "http:\/\/two\/graphql"/) });
});

test("What does not is refused in the composer's words, which name the services", () => {
  const result = composed([
    subgraph("one", 'type Query { a: A } type A @key(fields: "id") { id: ID! name: String }'),
    subgraph("two", 'type Query { b: String } type A @key(fields: "id") { id: ID! name: String }'),
  ]);
  expect(result).toEqual({
    errors: [
      expect.stringMatching(
        /^Non-shareable field "A.name" is resolved from multiple subgraphs: .*"one" and "two"/,
      ),
    ],
  });
});

test("What is no schema is refused with the name of the service and the place", () => {
  const result = composed([
    subgraph("one", "type Query { a: String }"),
    { name: "two", sdl: "type Query {" },
  ]);
  expect(result).toEqual({ errors: [expect.stringMatching(/^\[two\] Syntax Error: /)] });
});

test("The committed supergraph and subgraphs are those of the code", () => {
  const folder = mkdtempSync(join(tmpdir(), "cuulong-supergraph-"));
  writeSupergraph([], folder);
  const committed = join(PACKAGE_ROOT, "schema");
  const files = ["supergraph.graphql", ...Object.keys(GROUPS).map((group) => `subgraphs/${group}.graphql`)];
  const stale = files.filter(
    (file) => readFileSync(join(folder, file), "utf8") !== readFileSync(join(committed, file), "utf8"),
  );
  rmSync(folder, { recursive: true });
  expect(stale.length > 0 ? `stale: ${stale}: run npm run schema` : "fresh").toBe("fresh");
  expect(readdirSync(join(committed, "subgraphs")).sort()).toEqual(
    Object.keys(GROUPS)
      .map((group) => `${group}.graphql`)
      .sort(),
  );
});

test("A folder that cannot be written in is refused by its name", () => {
  expect(() => writeSupergraph([], join(PACKAGE_ROOT, "package.json"))).toThrow(/^--out: .*package\.json: /);
});

test("An address that is none is refused with the groups that there are", () => {
  for (const wrong of ["technology", "technology=ftp://x", "weather=http://x/graphql", "technology="])
    expect(() => writeSupergraph([wrong], undefined)).toThrow(
      /such as technology=http.*the groups are administration, /,
    );
});
