import { useDatabase } from "./harness.js";
import { joinAll, useJoining, useParts } from "./partner-servers.js";

const database = useDatabase();
const server = useJoining(database);

const MINISTRY = { id: "agency:bo-tttt", name: "Bộ Thông tin và Truyền thông" };
const GOVERNMENT = { id: "agency:chinh-phu", name: "Chính phủ" };
const BOTH = `agencies(where: { id: { in: ["${MINISTRY.id}", "${GOVERNMENT.id}"] } }, orderBy: [{ id: ASC }])`;

describe("Fields", () => {
  const clinic = (id: string) => ({
    id,
    number: `N1${id}`,
    name: `Phòng khám ${id}`,
    beds: 3,
    address: { city: "Huế", street: "1" },
    phone: "old",
    fax: "fax",
  });
  const { ask } = useParts(server, {
    registry: {
      sdl: `
        type Query { clinics: [Clinic!]! }
        type Clinic @key(fields: "id") @key(fields: "number") {
          id: ID!  name: String! @shareable  beds: Int!  address: Address!  phone: String  fax: String
          number: ID! @inaccessible
        }
        type Address { city: String! @shareable  street: String! }`,
      root: { clinics: [clinic("1"), clinic("2")] },
      entity: (_type, { id }: { id: string }) => clinic(id),
    },
    insurance: {
      sdl: `
        type Query { insured: [Clinic!]! }
        type Clinic @key(fields: "id") {
          id: ID!  beds: Int! @external  address: Address! @external
          premium(rate: Int!): String! @requires(fields: "beds address { city }")
          phone: String @override(from: "registry")
        }
        type Address { city: String! @external }
        type Agency @key(fields: "id") {
          id: ID!  name: String! @external  parent: Agency @external  nameEn: String @override(from: "cuulong")
          slug: String! @requires(fields: "name parent { name }")
        }`,
      root: { insured: [{ id: "2", phone: "new" }] },
      entity: (
        type,
        given: {
          id: string;
          beds: number;
          address: { city: string };
          name: string;
          parent: { name: string } | null;
        },
      ) =>
        type === "Agency"
          ? {
              id: given.id,
              nameEn: `${given.id} in English`,
              slug: `${given.name} < ${given.parent?.name ?? "nobody"}`,
            }
          : {
              id: given.id,
              phone: "new",
              premium: ({ rate }: { rate: number }) => `${given.beds * rate} ${given.address.city}`,
            },
      mayOverride: ["Agency.nameEn"],
    },
    reviews: {
      sdl: `
        type Query { reviews: [Review!]! }
        type Review { text: String!  clinic: Clinic! @provides(fields: "name") }
        type Clinic @key(fields: "id") { id: ID!  name: String! @external  score: Int! }`,
      root: { reviews: [{ text: "tốt", clinic: { id: "1", name: "as it is provided", score: 9 } }] },
      entity: (_type, { id }: { id: string }) => ({ id, score: Number(id) }),
    },
    doctors: {
      sdl: `type Clinic @key(fields: "number") { number: ID! @inaccessible  doctors: Int! }`,
      entity: (_type, { number }: { number: string }) => ({ number, doctors: Number(number.slice(1)) }),
    },
    archive: {
      sdl: `
        type Query { archived: [Clinic!]! }
        type Clinic @key(fields: "id") { id: ID!  name: String! @shareable  year: Int! }`,
      root: { archived: [{ id: "1", name: "as it was", year: 1999 }] },
      entity: (_type, { id }: { id: string }) => ({ id, name: "as it was", year: 1999 }),
    },
  });

  const nodes = (...fields: Record<string, unknown>[]) => ({ agencies: { nodes: fields } });

  test("that several partners have (@shareable) are answered by whoever is asked anyway", async () => {
    expect(await ask("{ archived { name year } }")).toEqual({
      data: { archived: [{ name: "as it was", year: 1999 }] },
      calls: { archive: 1 },
    });
    expect(await ask("{ archived { name beds } clinics { name } }")).toEqual({
      data: {
        archived: [{ name: "as it was", beds: 3 }],
        clinics: [{ name: "Phòng khám 1" }, { name: "Phòng khám 2" }],
      },
      calls: { archive: 1, registry: 2 },
    });
  });

  test("that a partner takes over from another (@override) are answered by it alone", async () => {
    expect(await ask("{ clinics { phone fax } }")).toEqual({
      data: {
        clinics: [
          { phone: "new", fax: "fax" },
          { phone: "new", fax: "fax" },
        ],
      },
      calls: { registry: 1, insurance: 1 },
    });
    expect(await ask("{ insured { phone fax } }")).toEqual({
      data: { insured: [{ phone: "new", fax: "fax" }] },
      calls: { insurance: 1, registry: 1 },
    });
  });

  test("of ours that a partner takes over are answered by it for all entities in one call, beside the rest in one statement", async () => {
    expect(await ask(`{ ${BOTH} { nodes { name called: nameEn } } }`)).toEqual({
      data: nodes(
        { name: MINISTRY.name, called: "agency:bo-tttt in English" },
        { name: GOVERNMENT.name, called: "agency:chinh-phu in English" },
      ),
      calls: { ours: 1, insurance: 1 },
    });
  });

  test("that need another partner's (@requires) are given them, whatever is asked besides", async () => {
    expect(await ask("{ clinics { premium(rate: 2) double: premium(rate: 4) } }")).toEqual({
      data: {
        clinics: [
          { premium: "6 Huế", double: "12 Huế" },
          { premium: "6 Huế", double: "12 Huế" },
        ],
      },
      calls: { registry: 1, insurance: 1 },
    });
    expect(await ask("{ insured { premium(rate: 2) } }")).toEqual({
      data: { insured: [{ premium: "6 Huế" }] },
      calls: { insurance: 2, registry: 1 },
    });
  });

  test("that need ours are given them from one statement", async () => {
    expect(await ask(`{ ${BOTH} { nodes { id: nameEn slug } } }`)).toEqual({
      data: nodes(
        { id: "agency:bo-tttt in English", slug: `${MINISTRY.name} < nobody` },
        { id: "agency:chinh-phu in English", slug: `${GOVERNMENT.name} < nobody` },
      ),
      calls: { ours: 1, insurance: 1 },
    });
    const { data, calls } = await ask(
      `{ agencies(where: { parent: { id: { eq: "${MINISTRY.id}" } } }, first: 2) { nodes { slug } } }`,
    );
    const slug = expect.stringMatching(/^.+ < Bộ Thông tin và Truyền thông$/);
    expect([data, calls]).toEqual([nodes({ slug }, { slug }), { ours: 1, insurance: 1 }]);
  });

  test("that a partner knows at a place (@provides) are not asked of another there", async () => {
    expect(await ask("{ reviews { text clinic { name score } } }")).toEqual({
      data: { reviews: [{ text: "tốt", clinic: { name: "as it is provided", score: 9 } }] },
      calls: { reviews: 1 },
    });
    expect(await ask("{ reviews { clinic { name beds } } clinics { score } }")).toEqual({
      data: {
        reviews: [{ clinic: { name: "as it is provided", beds: 3 } }],
        clinics: [{ score: 1 }, { score: 2 }],
      },
      calls: { reviews: 2, registry: 2 },
    });
  });

  test("that are @inaccessible lead from partner to partner, and clients cannot ask for them", async () => {
    expect(await ask("{ clinics { name doctors } }")).toEqual({
      data: {
        clinics: [
          { name: "Phòng khám 1", doctors: 11 },
          { name: "Phòng khám 2", doctors: 12 },
        ],
      },
      calls: { registry: 1, doctors: 1 },
    });
    expect(await ask("{ clinics { number } }")).toMatchObject({
      errors: [{ message: expect.stringMatching(/^Cannot query field "number" on type "Clinic"/) }],
      calls: {},
    });
  });

  test("of ours are not a partner's to provide, unless mayOverride names them", async () => {
    const sdl = `
      type Query { bestAgency: Agency @provides(fields: "name") }
      type Agency @key(fields: "id") { id: ID!  name: String! @external }`;
    const root = { bestAgency: { id: MINISTRY.id, name: "theirs" } };
    await expect(joinAll(server, { praise: { sdl, root } })).rejects.toThrow(
      /Agency\.name is answered by cuulong/,
    );
    await joinAll(server, { applause: { sdl, root, mayOverride: ["Agency.name"] } });
    expect(await server.ask("{ bestAgency { id name nameEn } }")).toMatchObject({
      data: { bestAgency: { id: MINISTRY.id, name: "theirs" } },
    });
  });
});
