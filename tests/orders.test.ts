import { beforeAll } from "@jest/globals";
import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

/** Rows whose own order, and that of their ids, are different ones. */
beforeAll(async () => {
  await database.dataSource.query(`
    INSERT INTO dimension (id, name, code) VALUES ('dimension:a', 'z', 'a'), ('dimension:b', 'y', 'b');
    INSERT INTO dimension_member (id, name, code, dimension_id, position) VALUES
      ('member:1', 'd', '1', 'dimension:b', 1), ('member:2', 'c', '2', 'dimension:a', 2), ('member:3', 'b', '3', 'dimension:a', 1),
      ('member:4', 'a', '4', 'dimension:b', NULL);
    INSERT INTO report (id, name, number, issued_on) VALUES ('report:1', 'a', '1', '2021-09-14'), ('report:2', 'b', '2', NULL), ('report:3', 'c', '3', '2020-09-14');
    INSERT INTO section (id, name, number, position, report_id) VALUES
      ('section:1', 'a', '1', 2, 'report:1'), ('section:2', 'b', '2', 1, 'report:1'), ('section:3', 'c', '3', 1, 'report:2');
    INSERT INTO period (id, name, scheme, kind, start, "end") VALUES
      ('period:1', 'a', 'CALENDAR', 'YEAR', '2021-01-01', '2022-01-01'), ('period:2', 'b', 'CALENDAR', 'MONTH', '2021-01-01', '2021-02-01'),
      ('period:3', 'c', 'CALENDAR', 'YEAR', '2020-01-01', '2021-01-01');
    INSERT INTO indicator (id, name, code, basis) VALUES ('indicator:1', 'a', 'z', 'FLOW'), ('indicator:2', 'b', 'y', 'FLOW');
    INSERT INTO unit (id, name, code) VALUES ('unit:1', 'a', 'z'), ('unit:2', 'b', 'y');
    INSERT INTO agency (id, name) VALUES ('agency:1', 'ê'), ('agency:2', 'đ'), ('agency:3', 'D');
    INSERT INTO topic (id, name, line_start) VALUES ('topic:1', 'a', 9), ('topic:2', 'b', 10), ('topic:3', 'c', NULL);
    INSERT INTO observation (id, figure, unit, status, indicator_id, subject_id, report_id, line_start) VALUES
      ('observation:1', '1', 'y', 'FINAL', 'indicator:1', 'agency:1', 'report:2', 1), ('observation:2', '2', 'y', 'FINAL', 'indicator:1', 'agency:1', 'report:1', 7),
      ('observation:3', '3', 'y', 'FINAL', 'indicator:1', 'agency:1', 'report:1', 3), ('observation:4', '4', 'y', 'FINAL', 'indicator:1', 'agency:1', 'report:1', 3)`);
});

/** What stands first where nobody says otherwise, by the last letter of the ids. */
const OWN: [list: string, ids: string][] = [
  ["dimensionMembers", "3214"],
  ["reports", "312"],
  ["sections", "213"],
  ["periods", "321"],
  ["indicators", "21"],
  ["units", "21"],
  ["agencies", "321"],
  ["topics", "123"],
  ["observations", "3421"],
];

async function idsOf(list: string, args = ""): Promise<string> {
  const query = `{ ${list}${args} { nodes { id } } }`;
  const answer = await database.askBoth(query);
  expect(answer.errors).toEqual([]);
  return answer.data[list].nodes.map(({ id }: { id: string }) => id.slice(-1)).join("");
}

test.each(OWN)("The own order of %s is %s", async (list, ids) => {
  expect(await idsOf(list)).toBe(ids);
});

test.each([
  ["dimensionMembers", "[{ position: ASC }]", "1324"],
  ["dimensionMembers", "[{ position: DESC }]", "2134"],
  ["dimensionMembers", "[{ dimension: { name: ASC } }, { name: DESC }]", "1423"],
  ["dimensionMembers", "[{ dimension: { id: DESC } }, { id: DESC }]", "4132"],
  ["reports", "[{ issuedOn: DESC }]", "132"],
  ["sections", "[{ report: { issuedOn: ASC } }]", "123"],
  ["sections", "[{ report: { issuedOn: DESC } }, { position: ASC }]", "213"],
])("%s by %s are %s", async (list, orderBy, ids) => {
  expect(await idsOf(list, `(orderBy: ${orderBy})`)).toBe(ids);
});
