import { loadFolder } from "../src/load/index.js";
import { useDatabase } from "./harness.js";
import { edited } from "./report.js";

const database = useDatabase();

/** The answer of the engine, which the resolvers must give too. */
async function both(query: string) {
  const { data, errors } = await database.askBoth(query);
  expect(errors).toEqual([]);
  return data;
}

const idsOf = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id).sort();

test("A portal is one thing from both sides: the system leads to its outlet, and the outlet to its system", async () => {
  const { system, outlet, portals, others } = await both(`{
    system: infrastructureSystem(id: "system:cong-ttdt-tinh") { outlet { id system { id } } }
    outlet: mediaOutlet(id: "outlet:trang-thanh-phan") { system { id } }
    portals: mediaOutlets(where: { system: { category: { eq: PORTAL } } }) { nodes { id } }
    others: infrastructureSystems(where: { outlet: { isNull: true }, category: { eq: PORTAL } }) { nodes { id } }
  }`);
  expect(system.outlet).toEqual({ id: "outlet:cong-ttdt-tinh", system: { id: "system:cong-ttdt-tinh" } });
  expect(outlet.system).toBeNull();
  expect(idsOf(portals)).toEqual(["outlet:cong-ttdt-tinh"]);
  expect(idsOf(others)).not.toContain("system:cong-ttdt-tinh");
});

test("Two outlets cannot be the same system", async () => {
  const folder = edited(
    "media.yaml",
    "    kind: MEMBER_SITE\n",
    "    kind: MEMBER_SITE\n    system: system:cong-ttdt-tinh\n",
  );
  await expect(loadFolder(database.dataSource, folder)).rejects.toThrow(/media_outlet_system_id_index/);
});

test("A letter of an operator has that operator for its issuer, and no body", async () => {
  const { document, operator, issued } = await both(`{
    document(id: "document:6336-tt-mlmn") { issuer { id } issuingOperator { id } }
    operator(id: "operator:mobifone-mien-nam") { issuedDocuments { nodes { id } } parent { id } }
    issued: documents(where: { or: [
      { issuer: { level: { eq: COMMUNE } } }
      { issuingOperator: { parent: { name: { eq: "MobiFone" } } } }
    ] }) { nodes { id } }
  }`);
  expect(document).toEqual({ issuer: null, issuingOperator: { id: "operator:mobifone-mien-nam" } });
  expect(idsOf(operator.issuedDocuments)).toEqual(["document:6336-tt-mlmn"]);
  expect(operator.parent).toEqual({ id: "operator:mobifone" });
  expect(idsOf(issued)).toEqual(["document:6336-tt-mlmn"]);
});

test("A licence leads to its holder, not to the company that the holder is a branch of, and each holder to its licences", async () => {
  const { mobifone, ward, commune } = await both(`{
    mobifone: operator(id: "operator:mobifone") { licences { nodes { id } } branches { nodes { id licences { nodes { id } } } } }
    ward: agency(id: "agency:ubnd-phuong-5") { heldLicences { nodes { id holder { id } } } }
    commune: place(id: "place:xa-ham-tan") { heldLicences { nodes { id } } }
  }`);
  expect(idsOf(mobifone.licences)).toEqual(["licence:bts-mobifone-hoi-nghi"]);
  expect(mobifone.branches.nodes).toEqual([
    { id: "operator:mobifone-mien-nam", licences: { nodes: [{ id: "licence:bts-mobifone" }] } },
  ]);
  expect(ward.heldLicences.nodes).toEqual([
    { id: "licence:truyen-thanh-phuong-5", holder: { id: "agency:ubnd-phuong-5" } },
  ]);
  expect(idsOf(commune.heldLicences)).toEqual(["licence:tan-so-xa-ham-tan"]);
});

test("A draft leads to the document that was issued from it, and back", async () => {
  const { draft, issued } = await both(`{
    draft: document(id: "document:ke-hoach-giai-phap-cong-nghe-covid") { draftOf { nodes { id } } drafts { totalCount } }
    issued: document(id: "document:42-kh-ubnd") { drafts { nodes { id } } draftOf { totalCount } }
  }`);
  expect(draft).toEqual({ draftOf: { nodes: [{ id: "document:58-kh-ubnd" }] }, drafts: { totalCount: 0 } });
  expect(issued).toEqual({
    drafts: { nodes: [{ id: "document:ke-hoach-trien-khai-15-ctr-tu" }] },
    draftOf: { totalCount: 0 },
  });
});

test("An event leads to what is about it, and all of that to the event", async () => {
  const { event, topic, output } = await both(`{
    event(id: "event:ngay-sach-8") {
      topics { nodes { id } } outputs { nodes { id } } activities { nodes { id } } events { nodes { id } }
    }
    topic(id: "topic:cs-hoi-sach") { events { nodes { id } } }
    output: mediaOutput(id: "output:bang-ron-ngay-sach") { events { nodes { id } } activities { nodes { id } } }
  }`);
  expect(idsOf(event.topics)).toEqual(["topic:cs-hoi-sach", "topic:cs-ngay-sach", "topic:nb-ngay-sach-8"]);
  expect(idsOf(event.outputs)).toEqual(["output:bang-ron-ngay-sach", "output:bang-ron-ngay-sach-cap-huyen"]);
  expect(idsOf(event.activities)).toContain("activity:to-chuc-ngay-sach");
  expect(idsOf(event.events)).toEqual(["event:hoi-sach-truc-tuyen"]);
  expect(idsOf(topic.events)).toEqual(["event:hoi-sach-truc-tuyen", "event:ngay-sach-8"]);
  expect(idsOf(output.events)).toEqual(["event:ngay-sach-8"]);
  expect(idsOf(output.activities)).toEqual(["activity:to-chuc-ngay-sach"]);
});

test("Whom a thing was sent to is no part of what it is about", async () => {
  const { topics, district, task } = await both(`{
    topics(where: { concerns: { some: { id: { eq: "agency:phong-vhtt-cap-huyen" } } } }) { totalCount }
    district: agency(id: "agency:phong-vhtt-cap-huyen") { receivedTopics { totalCount } }
    task: plannedTask(id: "task:san-tmdt") { addressees { nodes { id } } }
  }`);
  expect(topics.totalCount).toBe(0);
  expect(district.receivedTopics.totalCount).toBe(15);
  expect(idsOf(task.addressees)).toEqual(["agency:ubnd-tinh-tra-vinh"]);
});

test("What was guided through at once is all of it: ten notices, and the figures of VNPT-iOffice are of no other system", async () => {
  const { activity, notice, systems } = await both(`{
    activity(id: "activity:huong-dan-lo-hong") { concerns(where: { kind: { eq: NOTICE } }) { totalCount } }
    notice: vulnerabilityNotice(id: "notice:winrar") { activities { nodes { id } } }
    systems: infrastructureSystems(where: { name: { contains: "iOffice" } }) { nodes { id observations { totalCount } } }
  }`);
  expect(activity.concerns.totalCount).toBe(10);
  expect(idsOf(notice.activities)).toEqual(["activity:huong-dan-lo-hong"]);
  expect(systems.nodes).toEqual([
    { id: "system:ioffice-tinh-uy", observations: { totalCount: 0 } },
    { id: "system:ioffice-ubnd", observations: { totalCount: 0 } },
    { id: "system:vnpt-ioffice", observations: { totalCount: 8 } },
  ]);
});
