import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll } from "@jest/globals";
import { buildSchema, graphql } from "graphql";
import { readConfig } from "../src/config.js";
import { type Server, startServer } from "../src/http/server.js";
import { createLog } from "../src/log.js";
import { sha256 } from "../src/operation/documents.js";
import type { PartnerSettings } from "../src/partners/settings.js";
import { PACKAGE_ROOT } from "../src/paths.js";
import type { TestDatabase } from "./harness.js";
import { type Answer, post } from "./http.js";
import { newFolder, until } from "./processes.js";
import { type Behave, type Receiver, receive } from "./receivers.js";

const LINK = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@override", "@inaccessible", "@interfaceObject"])`;

/** A graph as a partner says it. */
export const graphOf = (sdl: string): string => `${LINK}\n${sdl}`;

/** The health department's graph, in short. */
export const HEALTH = graphOf(`
  type Query { stations: [Station!] }
  type Station @key(fields: "id") { id: ID!  name: String!  beds: Int  agency: Agency! }
  type Agency @key(fields: "id") { id: ID!  stations: [Station!] }
`);

const SUBGRAPH = `
  scalar _Any
  type _Service { sdl: String! }
  extend type Query { _service: _Service!  _entities(representations: [_Any!]!): [_Entity]! }
`;

/** Answers as a subgraph does, by the fields of its root; entities are found by their type and key, and an error is said of one. */
export function answersAs(
  sdl: string,
  root: Record<string, unknown> = {},
  entity: (type: string, representation: never) => unknown = () => null,
): Behave {
  const types = Array.from(sdl.matchAll(/type (\w+)[^{]* @key/g), ([, name]) => name);
  const union = types.length > 0 ? `union _Entity = ${types.join(" | ")}` : "scalar _Entity";
  const query = /type Query/.test(sdl) ? "" : "type Query";
  const schema = buildSchema(`${sdl}\n${query}\n${SUBGRAPH}\n${union}`, {
    assumeValidSDL: true,
    assumeValid: true,
  });
  const own = {
    _service: { sdl },
    _entities: ({ representations }: { representations: { __typename: string }[] }) =>
      representations.map((one) => {
        const found = entity(one.__typename, one as never) as object | null;
        return found instanceof Error ? found : found && { __typename: one.__typename, ...found };
      }),
  };
  return async (response, { event: { query: source, variables, operationName } }) => {
    const asked = { source, variableValues: variables, operationName };
    const answer = await graphql({ schema, rootValue: { ...root, ...own }, ...asked });
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  };
}

/** A partner for the graphs of a test: what it says that it is, what it answers, and what is set of it. */
export interface Part extends Partial<PartnerSettings> {
  sdl: string;
  root?: Record<string, unknown>;
  entity?: (type: string, representation: never) => unknown;
}

/** Joins some partners and no others, whose names are new; resolves when all of them are. Throws where one is refused. */
export async function joinAll<Name extends string>(
  server: Joining,
  parts: Record<Name, Part>,
): Promise<Record<Name, Receiver>> {
  const joined: [string, Receiver][] = [];
  const settings: Parameters<Joining["set"]>[0] = {};
  const hashes: Record<string, string> = {};
  for (const [name, { sdl, root, entity, ...others }] of Object.entries<Part>(parts)) {
    const partner = await receive(answersAs(graphOf(sdl), root, entity));
    joined.push([name, partner]);
    settings[name] = { ...others, url: partner.url };
    hashes[name] = sha256(graphOf(sdl));
  }
  server.set(settings);
  await server.when((said) => {
    const names = Object.keys(said);
    for (const { name, state, lastError } of Object.values(said))
      if (state === "REFUSED" && name in hashes) throw new Error(`${lastError}`);
    return (
      names.length === joined.length &&
      names.every((name) => said[name]?.state === "JOINED" && said[name]?.schemaHash === hashes[name])
    );
  });
  return Object.fromEntries(joined) as Record<Name, Receiver>;
}

/** Joins partners for the tests of one subject; what is asked comes back with how often each was called, and our statements. */
export function useParts<Name extends string>(server: Joining, parts: Record<Name, Part>) {
  let joined: Record<Name, Receiver>;
  beforeAll(async () => {
    joined = await joinAll(server, parts);
  });
  const counts = () =>
    Object.entries<Receiver>(joined).map(([name, one]) => [name, callsOf(one).length] as const);
  return {
    partner: (name: Name): Receiver => joined[name],
    async ask(query: string, variables?: Record<string, unknown>) {
      const before = new Map(counts());
      const { data, errors } = await server.ask(query, variables);
      const requests = server.log.filter(({ msg, path }) => msg === "request" && path === "/graphql");
      const calls = counts().flatMap(([name, count]) => {
        const made = count - (before.get(name) ?? 0);
        return made > 0 ? [[name, made] as const] : [];
      });
      const statements = requests.at(-1)?.statements;
      return {
        data,
        errors,
        calls: { ...Object.fromEntries(calls), ...(statements !== 0 && { ours: statements }) },
      };
    },
  };
}

/** Answers every request alike. */
export const says =
  (body: unknown, status = 200): Behave =>
  (response) =>
    void response
      .writeHead(status, { "content-type": "application/json" })
      .end(typeof body === "string" ? body : JSON.stringify(body));

/** A station for each agency, which belongs to it. */
const stationOf = (id: string): object => ({
  __typename: "Station",
  id: `station:${id}`,
  name: `Trạm ${id}`,
  beds: 5,
  agency: () => agencyOf(id),
});
const agencyOf = (id: string) => ({ __typename: "Agency", id, stations: () => [stationOf(id)] });

/** Answers as the health department. */
export const answersHealth = (sdl = HEALTH): Behave =>
  answersAs(sdl, { stations: [stationOf("agency:bo-tttt")] }, (type, { id }: { id: string }) =>
    type === "Agency" ? agencyOf(id) : stationOf(id.replace(/^station:/, "")),
  );

/** The same, but it does something else where it is asked for more than its graph. */
export const failing =
  (behave: Behave, otherwise: Behave = answersHealth()): Behave =>
  (response, received) =>
    (received.body.includes("_service") ? otherwise : behave)(response, received);

/** Calls that asked a partner for more than its graph. */
export const callsOf = ({ received }: Receiver) => received.filter(({ body }) => !body.includes("_service"));

const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
});

/** Starts the partner of the examples, as its page says. */
export async function startExample(): Promise<{ url: string }> {
  const child = spawn(process.execPath, [join(PACKAGE_ROOT, "examples/partner/health.mjs"), "0"], {
    stdio: "pipe",
  });
  children.push(child);
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  const url = await until(() => /answers at (\S+)/.exec(output)?.[1]);
  return { url };
}

/** What a server says of a partner. */
export interface Said {
  name: string;
  state: string;
  since: string;
  schemaHash: string | null;
  lastError: string | null;
  latency: number | null;
}

/** A server that partners join. */
export interface Joining {
  address: string;
  /** What its log has said of partners. */
  log: Record<string, unknown>[];
  /** Writes the file, whatever is in it. */
  write(content: unknown): void;
  /** Has some partners in the file, at these addresses. */
  set(partners: Record<string, Partial<PartnerSettings> & { url: string }>): void;
  /** What is said of them when it holds. */
  when(holds: (said: Record<string, Said>) => boolean): Promise<Record<string, Said>>;
  /** The same of a partner, once it is in a state. */
  is(name: string, state: string): Promise<Said>;
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

const PARTNERS = "{ partners { name state since schemaHash lastError latency } }";

/** Serves a test file's database, with partners that come and go. */
export function useJoining(database: TestDatabase, variables: Record<string, string> = {}): Joining {
  const file = join(newFolder(), "partners.json");
  const log: Joining["log"] = [];
  const lines = { write: (line: string) => void log.push(JSON.parse(line)) };
  let server: Server;
  const joining: Joining = {
    address: "",
    log,
    write: (content) => writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content)),
    set(partners) {
      const local = Object.entries(partners).map(([name, one]) => {
        const { url, headers, limits, allowPrivate = true, forwardAuthorization, mayOverride, paused } = one;
        return [name, { url, headers, limits, allowPrivate, forwardAuthorization, mayOverride, paused }];
      });
      joining.write({ partners: Object.fromEntries(local) });
    },
    async when(holds) {
      return until(async () => {
        const { data } = await joining.ask(PARTNERS);
        const said = Object.fromEntries(((data?.partners ?? []) as Said[]).map((one) => [one.name, one]));
        return holds(said) ? said : undefined;
      }, 100);
    },
    async is(name, state) {
      return (await joining.when((said) => said[name]?.state === state))[name] as Said;
    },
    ask: (query, asked, headers) => post(joining, { query, variables: asked }, headers),
  };
  beforeAll(async () => {
    const config = readConfig({ PORT: "0", PARTNERS_FILE: file, WEBHOOKS: "off", ...variables });
    server = await startServer(database.dataSource, config, createLog("info", lines));
    joining.address = server.address;
  });
  afterAll(() => server.close());
  return joining;
}

export { receive };
