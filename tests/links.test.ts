import { useDatabase } from "./harness.js";

const database = useDatabase("migrated");

/** Documents that each stand to an agency in one way, and the agency to one of them. */
beforeAll(async () => {
  await database.dataSource.query(`
    INSERT INTO agency (id, name) VALUES ('agency:a', 'a'), ('agency:b', 'b');
    INSERT INTO document (id, name) VALUES ('document:sent', 'sent'), ('document:about', 'about'), ('document:base', 'base');
    INSERT INTO link (id, role, from_id, to_id) VALUES
      ('1', 'ADDRESSED_TO', 'document:sent', 'agency:a'),
      ('2', 'CONCERNS', 'document:about', 'agency:a'),
      ('3', 'AMENDS', 'document:about', 'document:sent'),
      ('4', 'BASED_ON', 'document:about', 'document:base'),
      ('5', 'PARTNERS_WITH', 'agency:a', 'agency:b')`);
});

async function both(query: string) {
  const { data, errors } = await database.askBoth(query);
  expect(errors).toEqual([]);
  return data;
}

const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

test("A relation through links leads only to what is linked in its role", async () => {
  const { agency, document } = await both(`{
    agency(id: "agency:a") { receivedDocuments { nodes { id } totalCount } }
    document(id: "document:about") { amends { nodes { id } totalCount } }
  }`);
  expect(idsOf(agency.receivedDocuments)).toEqual(["document:sent"]);
  expect(agency.receivedDocuments.totalCount).toBe(1);
  expect(idsOf(document.amends)).toEqual(["document:sent"]);
});

test("Links lead from a thing and to it, each way by itself", async () => {
  const { agency } = await both(`{
    agency(id: "agency:a") { linksTo { nodes { id } } linkedFrom { nodes { id role from { id } } } }
  }`);
  expect(idsOf(agency.linksTo)).toEqual(["5"]);
  expect(agency.linkedFrom.nodes).toEqual([
    { id: "1", role: "ADDRESSED_TO", from: { id: "document:sent" } },
    { id: "2", role: "CONCERNS", from: { id: "document:about" } },
  ]);
});

test("Rows are chosen by what they are linked to in a role", async () => {
  const { agencies, documents } = await both(`{
    agencies(where: { receivedDocuments: { some: { name: { eq: "about" } } } }) { totalCount }
    documents(where: { amends: { none: {} } }) { nodes { id } }
  }`);
  expect(agencies.totalCount).toBe(0);
  expect(idsOf(documents)).toEqual(["document:base", "document:sent"]);
});

test("One relation asked for in several ways in one place gives each its own answer", async () => {
  const { document } = await both(`{
    document(id: "document:about") {
      all: linksTo { nodes { id } totalCount }
      first: linksTo(first: 1) { nodes { id } totalCount }
      amended: linksTo(where: { role: { eq: AMENDS } }) { nodes { id } totalCount }
      turned: linksTo(orderBy: [{ id: DESC }]) { nodes { id } }
    }
  }`);
  expect(document).toEqual({
    all: { nodes: [{ id: "2" }, { id: "3" }, { id: "4" }], totalCount: 3 },
    first: { nodes: [{ id: "2" }], totalCount: 3 },
    amended: { nodes: [{ id: "3" }], totalCount: 1 },
    turned: { nodes: [{ id: "4" }, { id: "3" }, { id: "2" }] },
  });
});

test("Things of all kinds are read together, whatever more is asked of one of them", async () => {
  const { things } = await both(`{
    things { nodes { __typename id name ... on Agency { linksTo { totalCount } level } } }
  }`);
  expect(things.nodes).toEqual([
    { __typename: "Agency", id: "agency:a", name: "a", linksTo: { totalCount: 1 }, level: null },
    { __typename: "Document", id: "document:about", name: "about" },
    { __typename: "Agency", id: "agency:b", name: "b", linksTo: { totalCount: 0 }, level: null },
    { __typename: "Document", id: "document:base", name: "base" },
    { __typename: "Document", id: "document:sent", name: "sent" },
  ]);
});

test("A total leads to the version that holds, though each version is still there", async () => {
  await database.dataSource.query(`
    INSERT INTO indicator (id, name, code, basis) VALUES ('indicator:x', 'x', 'x', 'FLOW');
    INSERT INTO observation (id, figure, unit, status, indicator_id, subject_id, value, part_of, superseded_by_id) VALUES
      ('observation:t@2', 't', 'x', 'FINAL', 'indicator:x', 'agency:a', 4, NULL, NULL),
      ('observation:t', 't', 'x', 'FINAL', 'indicator:x', 'agency:a', 3, NULL, 'observation:t@2'),
      ('observation:p', 'p', 'x', 'FINAL', 'indicator:x', 'agency:a', 1, 't', 'observation:p@2'),
      ('observation:p@2', 'p', 'x', 'FINAL', 'indicator:x', 'agency:a', 2, 't', NULL)`);
  const { one, two, observations } = await both(`{
    one: observation(id: "observation:p") { value total { id value } supersededBy { id } versions { nodes { id } } }
    two: observation(id: "observation:t@2") { parts { nodes { id } } total { id } }
    observations { nodes { id total { value } } }
  }`);
  expect(one).toEqual({
    value: "1",
    total: { id: "observation:t@2", value: "4" },
    supersededBy: { id: "observation:p@2" },
    versions: { nodes: [{ id: "observation:p" }, { id: "observation:p@2" }] },
  });
  expect(two).toEqual({ parts: { nodes: [{ id: "observation:p@2" }] }, total: null });
  expect(observations.nodes).toEqual([
    { id: "observation:p@2", total: { value: "4" } },
    { id: "observation:t@2", total: null },
  ]);
});
