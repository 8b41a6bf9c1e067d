import type { GraphQLObjectType } from "graphql";
import { DOMAINS } from "../resolvers/index.js";
import { createLog } from "../src/log.js";
import { createApi, printed } from "../src/schema.js";
import { Service } from "../src/service.js";
import { useDatabase } from "./harness.js";

const database = useDatabase();
const { report, agency, infrastructure, thing, observation, indicator } = DOMAINS;

test("A process can hold more than one API: some domains beside all of them, and neither changes the other", async () => {
  const whole = printed(createApi().schema);
  const some = createApi({ report, agency, infrastructure, thing, observation, indicator });
  expect(printed(createApi().schema)).toBe(whole);
  const { dataSource, config } = database;
  const service = await Service.start({ dataSource, config, log: createLog("silent"), api: some });
  const query = "{ infrastructureSystems(first: 1) { nodes { owner { name } } totalCount } }";
  expect(await service.execute({ query })).toEqual(await database.service.execute({ query }));
  const { errors } = await service.execute({ query: "{ documents { totalCount } }" });
  expect(errors?.[0]?.message).toMatch(/Cannot query field "documents" on type "Query"/);
  await service.stop();
});

test("A relation that leads out of the domains is left out with its conditions and orders", () => {
  const { schema } = createApi({ report, agency, infrastructure, thing, observation, indicator });
  const text = printed(schema);
  expect(text).toContain("type InfrastructureSystem implements");
  expect(text).not.toMatch(/Document|SecurityIncident/);
});

test("Themes lead to what the other domains have, and nothing leads to them where they are left out", () => {
  const { theme } = DOMAINS;
  const fields = (domains: Parameters<typeof createApi>[0], type: string) => {
    const found = createApi(domains).schema.getType(type);
    return Object.keys((found as GraphQLObjectType | undefined)?.getFields() ?? {});
  };
  const some = { report, agency, thing };
  expect(fields(some, "Agency")).not.toContain("themes");
  expect(fields({ ...some, theme }, "Agency")).toContain("themes");
  expect(fields({ ...some, theme }, "Theme")).toEqual(expect.arrayContaining(["things", "evaluations"]));
  expect(fields({ ...some, theme }, "Theme")).not.toContain("documents");
});
