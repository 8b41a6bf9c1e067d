import { useDatabase } from "./harness.js";
import { failing, says, useJoining, useParts } from "./partner-servers.js";
import type { Behave } from "./receivers.js";

const database = useDatabase();
const server = useJoining(database);

const MINISTRY = { id: "agency:bo-tttt", name: "Bộ Thông tin và Truyền thông" };
const GOVERNMENT = { id: "agency:chinh-phu", name: "Chính phủ" };

describe("Keys", () => {
  const clinics = [1, 2].map((number) => ({
    country: "VN",
    code: `C${number}`,
    permit: { number: `L${number}` },
    name: `Phòng khám ${number}`,
  }));
  const { ask } = useParts(server, {
    registry: {
      sdl: `
        type Query { clinics: [Clinic!]! }
        type Clinic @key(fields: "country code") @key(fields: "permit { number }") {
          country: ID!  code: ID!  permit: Permit!  name: String!
        }
        type Permit @shareable { number: ID! }`,
      root: { clinics },
      entity: (_type, { permit, code }: { permit?: { number: string }; code?: string }) =>
        clinics.find((one) => (permit ? one.permit.number === permit.number : one.code === code)),
    },
    labs: {
      sdl: `
        type Query { labs: [Lab!]! }
        type Lab @key(fields: "id") { id: ID!  clinic: Clinic!  owner: Agency! }
        type Clinic @key(fields: "permit { number }", resolvable: false) { permit: Permit! }
        type Permit @shareable { number: ID! }
        type Agency @key(fields: "id", resolvable: false) { id: ID! }`,
      root: {
        labs: [
          { id: "lab:1", clinic: { permit: { number: "L2" } }, owner: GOVERNMENT },
          { id: "lab:2", clinic: { permit: { number: "L1" } }, owner: MINISTRY },
        ],
      },
    },
    wards: {
      sdl: `type Clinic @key(fields: "country code") { country: ID!  code: ID!  beds: Int! }`,
      entity: (_type, { country, code }: { country: string; code: string }) => ({
        country,
        code,
        beds: country === "VN" && code === "C1" ? 10 : 20,
      }),
    },
  });

  test("of several fields lead from one partner to another in one call", async () => {
    expect(await ask("{ clinics { name beds } }")).toEqual({
      data: {
        clinics: [
          { name: "Phòng khám 1", beds: 10 },
          { name: "Phòng khám 2", beds: 20 },
        ],
      },
      calls: { registry: 1, wards: 1 },
    });
  });

  test("within objects, and several of one type, lead over one partner to the next, and to us in one statement", async () => {
    expect(await ask("{ labs { clinic { name beds permit { number } } owner { name } } }")).toEqual({
      data: {
        labs: [
          {
            clinic: { name: "Phòng khám 2", beds: 20, permit: { number: "L2" } },
            owner: { name: GOVERNMENT.name },
          },
          {
            clinic: { name: "Phòng khám 1", beds: 10, permit: { number: "L1" } },
            owner: { name: MINISTRY.name },
          },
        ],
      },
      calls: { labs: 1, registry: 1, wards: 1, ours: 1 },
    });
  });
});

describe("Interfaces and unions of partners", () => {
  const company = { __typename: "Company", id: "company:1", taxCode: "01" };
  const hosts = [{ __typename: "Agency", ...GOVERNMENT }, company, { __typename: "Agency", ...MINISTRY }];
  const venues = [
    { __typename: "Hall", id: "hall:1", title: "Hội trường", seats: 300, host: hosts[0] },
    { __typename: "Park", id: "park:1", title: "Công viên", host: hosts[1] },
    { __typename: "Hall", id: "hall:2", title: "Nhà hát", seats: 500, host: hosts[2] },
  ];
  const media = [
    { __typename: "Book", id: "1", title: "Truyện Kiều", pages: 300 },
    { __typename: "Film", id: "2", title: "Cánh đồng hoang", minutes: 90 },
  ];
  const { ask, partner } = useParts(server, {
    venues: {
      sdl: `
        type Query { venues: [Venue!]!  payees: [Payee!]! }
        interface Venue { id: ID!  title: String!  host: Host! }
        type Hall implements Venue @key(fields: "id") { id: ID!  title: String!  host: Host!  seats: Int! }
        type Park implements Venue @key(fields: "id") { id: ID!  title: String!  host: Host! }
        union Host = Agency | Company
        interface Payee { id: ID! }
        type Company implements Payee @key(fields: "id") { id: ID!  taxCode: String! }
        type Agency implements Payee @key(fields: "id") { id: ID! }`,
      root: { venues, payees: hosts },
    },
    maps: {
      sdl: `
        type Hall @key(fields: "id") { id: ID!  position: Position! }
        type Park @key(fields: "id") { id: ID!  position: Position! }
        type Position { x: Int! }
        type Company @key(fields: "id") { id: ID!  employees: Int! }`,
      entity: (type, { id }: { id: string }) =>
        type === "Company" ? { id, employees: 7 } : { id, position: { x: Number(id.at(-1)) } },
    },
    library: {
      sdl: `
        type Query { media: [Media!]! }
        interface Media @key(fields: "id") { id: ID!  title: String! }
        type Book implements Media @key(fields: "id") { id: ID!  title: String!  pages: Int! }
        type Film implements Media @key(fields: "id") { id: ID!  title: String!  minutes: Int! }`,
      root: { media },
      entity: (_type, { id }: { id: string }) => media.find((one) => one.id === id),
    },
    reviews: {
      sdl: `
        type Query { best: [Media!]! }
        type Media @key(fields: "id") @interfaceObject { id: ID!  stars: Int  votes: Int! }
        type Thing @key(fields: "id") @interfaceObject { id: ID!  rating: Int }`,
      root: { best: ["2", "1"].map((id) => ({ __typename: "Media", id, stars: Number(id) })) },
      entity: (_type, { id }: { id: string }) => ({ id, stars: Number(id), rating: id.length }),
    },
  });

  test("have members that are extended by other partners, and that are ours", async () => {
    expect(
      await ask(`
        { venues { __typename title ...Where host { ...Who } ... on Hall { seats } } }
        fragment Where on Venue { ... on Hall { position { x } } ... on Park { at: position { x } } }
        fragment Who on Host { __typename ... on Agency { name } ... on Company { taxCode staff: employees } }`),
    ).toEqual({
      data: {
        venues: [
          {
            __typename: "Hall",
            title: "Hội trường",
            position: { x: 1 },
            host: { __typename: "Agency", name: GOVERNMENT.name },
            seats: 300,
          },
          {
            __typename: "Park",
            title: "Công viên",
            at: { x: 1 },
            host: { __typename: "Company", taxCode: "01", staff: 7 },
          },
          {
            __typename: "Hall",
            title: "Nhà hát",
            position: { x: 2 },
            host: { __typename: "Agency", name: MINISTRY.name },
            seats: 500,
          },
        ],
      },
      calls: { venues: 1, maps: 1, ours: 1 },
    });
  });

  test("may be implemented by ours, which then have them too", async () => {
    expect(
      await ask("{ payees { id ... on Agency { name } ... on Company { code: taxCode employees } } }"),
    ).toEqual({
      data: { payees: [GOVERNMENT, { id: "company:1", code: "01", employees: 7 }, MINISTRY] },
      calls: { venues: 1, maps: 1, ours: 1 },
    });
    expect(await ask(`{ agency(id: "${MINISTRY.id}") { ... on Payee { id } name } }`)).toEqual({
      data: { agency: MINISTRY },
      calls: { ours: 1 },
    });
  });

  test("are given fields as a whole by a partner that does not know their types (@interfaceObject), ours too", async () => {
    const book = { __typename: "Book", title: "Truyện Kiều", stars: 1, pages: 300 };
    const film = { __typename: "Film", title: "Cánh đồng hoang", stars: 2 };
    const fields = "{ __typename title stars ... on Book { pages } }";
    const calls = { library: 1, reviews: 1 };
    expect(await ask(`{ media ${fields} }`)).toEqual({ data: { media: [book, film] }, calls });
    expect(await ask(`{ best ${fields} }`)).toEqual({ data: { best: [film, book] }, calls });
    expect(await ask(`{ agency(id: "${MINISTRY.id}") { name rating } }`)).toEqual({
      data: { agency: { name: MINISTRY.name, rating: MINISTRY.id.length } },
      calls: { reviews: 1, ours: 1 },
    });
    expect(await ask(`{ search(text: "${MINISTRY.name}", first: 1) { nodes { name rating } } }`)).toEqual({
      data: { search: { nodes: [{ name: MINISTRY.name, rating: MINISTRY.id.length }] } },
      calls: { reviews: 1, ours: 1 },
    });
  });

  describe("lose such fields with an error that names the partner where it", () => {
    const fault = (message: string, index: number, field: string) => ({
      message: expect.stringMatching(new RegExp(`^Partner reviews: .*${message}`)),
      path: ["media", index, field],
      extensions: { code: "PARTNER_FAILED", partner: "reviews" },
    });
    const answers = async (behave: Behave, query: string) => {
      const reviews = partner("reviews");
      const { behave: before } = reviews;
      reviews.behave = failing(behave, before);
      const { data, errors } = await ask(query);
      reviews.behave = before;
      return { data, errors };
    };

    test("fails", async () => {
      expect(await answers(says({ errors: [{ message: "closed" }] }), "{ media { id stars } }")).toEqual({
        data: {
          media: [
            { id: "1", stars: null },
            { id: "2", stars: null },
          ],
        },
        errors: [fault("closed", 0, "stars"), fault("closed", 1, "stars")],
      });
    });

    test("answers what they are not", async () => {
      const entities = [{ stars: "many" }, { __typename: "Media", stars: 2 }];
      expect(await answers(says({ data: { _entities: entities } }), "{ media { id stars } }")).toEqual({
        data: {
          media: [
            { id: "1", stars: null },
            { id: "2", stars: 2 },
          ],
        },
        errors: [fault("stars is no Int", 0, "stars")],
      });
    });

    test("answers null for what must not be", async () => {
      const entities = [{ votes: 1 }, { votes: null }];
      expect(await answers(says({ data: { _entities: entities } }), "{ media { id votes } }")).toEqual({
        data: null,
        errors: [fault("Cannot return null for non-nullable field Media.votes.", 1, "votes")],
      });
    });
  });

  test("have no members but those that the schema says, whatever a partner answers", async () => {
    const venuesPartner = partner("venues");
    const { behave } = venuesPartner;
    const strangers = [
      { __typename: "Book", title: "of another kind" },
      { __typename: "Nobody", title: "of none" },
    ];
    venuesPartner.behave = failing(says({ data: { venues: strangers } }), behave);
    expect(await ask("{ venues { __typename title } }")).toEqual({
      data: null,
      errors: [0, 1].map((index) => ({
        message: `Partner venues: its answer's venues.${index} is no Venue`,
        path: ["venues", index],
        extensions: { code: "PARTNER_FAILED", partner: "venues" },
      })),
      calls: { venues: 1 },
    });
    venuesPartner.behave = behave;
  });
});
