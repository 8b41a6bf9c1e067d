import { loadFolder } from "../src/load/index.js";
import { useDatabase } from "./harness.js";
import { edited, later, REPORT } from "./report.js";

const database = useDatabase();
const ask = async (query: string) => {
  const { data, errors } = await database.ask(query);
  expect(errors).toEqual([]);
  return data;
};

test("Loading the same folder again changes nothing", async () => {
  const { written, kept } = await loadFolder(database.dataSource, REPORT);
  expect(Object.values(written).map(({ added, changed }) => added + changed)).toEqual(
    Object.values(written).map(() => 0),
  );
  expect(kept).toEqual([]);
});

test("A folder with mistakes is refused whole, with every mistake named", async () => {
  const folder = edited(
    "telecom.yaml",
    "    name: Viettel Trà Vinh\n    nameEn: Viettel Trà Vinh\n",
    "    name: Viettel Trà Vinh\n    colour: red\n    parent: operator:nobody\n    concerns: [agency:nobody]\n",
  );
  const before = await ask("{ operators { nodes { id sector } } }");
  await expect(loadFolder(database.dataSource, folder)).rejects.toThrow(/3 mistakes/);
  await expect(loadFolder(database.dataSource, folder)).rejects.toThrow(
    /concerns: nothing has the id agency:nobody/,
  );
  await expect(loadFolder(database.dataSource, folder)).rejects.toThrow(/there is no colour; known are/);
  await expect(loadFolder(database.dataSource, folder)).rejects.toThrow(
    /parent: nothing has the id operator:nobody/,
  );
  expect(await ask("{ operators { nodes { id sector } } }")).toEqual(before);
});

test("A corrected name is taken over, and search finds it", async () => {
  const folder = edited(
    "telecom.yaml",
    "id: operator:gtel-mobile\n    name: Doanh nghiệp Gtel Mobile",
    "id: operator:gtel-mobile\n    name: Gtel Mobile JSC",
  );
  const { written } = await loadFolder(database.dataSource, folder);
  expect(written.operators).toEqual({ added: 0, changed: 1 });
  expect(
    await ask(
      '{ operator(id: "operator:gtel-mobile") { name } search(text: "Gtel Mobile JSC", first: 1) { nodes { id } } }',
    ),
  ).toEqual({
    operator: { name: "Gtel Mobile JSC" },
    search: { nodes: [{ id: "operator:gtel-mobile" }] },
  });
  await loadFolder(database.dataSource, REPORT);
});

test("A corrected figure becomes a new version; the old one stays, and the checks follow the new", async () => {
  const folder = edited("observation.csv", ",291,service,", ",290,service,");
  const { written } = await loadFolder(database.dataSource, folder);
  expect(written.observations).toEqual({ added: 0, changed: 1 });
  const data = await ask(`{
    observations(where: { indicator: { code: { eq: "online-service-count" } }, dimensions: { some: { member: { eq: "1-2" } } } }) {
      nodes { id value total { value checks(where: { rule: { eq: PARTS } }) { nodes { verdict stated computed } } } versions { nodes { id value supersededBy { id } } } }
    }
    first: observation(id: "observation:dvc-muc-do-1-2") { value }
  }`);
  const second = "observation:dvc-muc-do-1-2@2";
  expect(data.observations.nodes).toEqual([
    {
      id: second,
      value: "290",
      total: {
        value: "1858",
        checks: { nodes: [{ verdict: "DISAGREES", stated: "1858", computed: "1857" }] },
      },
      versions: {
        nodes: [
          { id: "observation:dvc-muc-do-1-2", value: "291", supersededBy: { id: second } },
          { id: second, value: "290", supersededBy: null },
        ],
      },
    },
  ]);
  expect(data.first).toEqual({ value: "291" });
  expect((await loadFolder(database.dataSource, REPORT)).written.observations).toEqual({
    added: 0,
    changed: 1,
  });
});

test("A later report refers to things of an earlier one, and adds to them", async () => {
  await loadFolder(database.dataSource, later());
  const data = await ask(`{
    infrastructureSystem(id: "system:igate") {
      source { report { id } }
      observations(where: { indicator: { code: { eq: "online-service-count" } }, dimensions: { none: {} } }) {
        nodes { value source { report { id } } }
      }
      tasks(where: { report: { id: { eq: "report:later" } } }) { nodes { id } }
    }
    reports { totalCount }
  }`);
  expect(data).toEqual({
    infrastructureSystem: {
      source: { report: { id: "report:tra-vinh-2021-9m" } },
      observations: {
        nodes: [
          { value: "1900", source: { report: { id: "report:later" } } },
          { value: "1858", source: { report: { id: "report:tra-vinh-2021-9m" } } },
        ],
      },
      tasks: { nodes: [{ id: "task:later" }] },
    },
    reports: { totalCount: 2 },
  });
});

test("What another report holds cannot be written again, because its own source would be lost", async () => {
  const again = later({
    "report.yaml":
      'infrastructureSystems:\n  - { id: "system:igate", name: iGate, section: "1", lines: 4 }\n',
    "observation.csv":
      "observation:dvc-truc-tuyen,indicator:online-service-count,system:igate,,1,service,EXACT,FINAL,,1,1,5\n",
  });
  await expect(loadFolder(database.dataSource, again)).rejects.toThrow(/2 mistakes/);
  await expect(loadFolder(database.dataSource, again)).rejects.toThrow(
    /system:igate\): report:tra-vinh-2021-9m has it already; refer to it by its id/,
  );
  expect(await ask('{ observation(id: "observation:dvc-truc-tuyen") { value } }')).toEqual({
    observation: { value: "1858" },
  });
});

test("A folder that is none is said to be none", async () => {
  await expect(loadFolder(database.dataSource, "/nowhere")).rejects.toThrow(/\/nowhere cannot be read/);
});
