import { useDatabase, useServer } from "./harness.js";
import { get, post } from "./http.js";

const database = useDatabase();
const server = useServer(database);

const sent = async (body: Buffer | string) => {
  const response = await fetch(`${server.address}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: body as never,
  });
  const answer = await response.json();
  return { ...answer, status: response.status };
};

const refused = (words: string, code = "BAD_REQUEST") => ({
  status: 400,
  errors: [{ message: expect.stringContaining(words), extensions: { code } }],
});

test("A body that is not UTF-8 is refused, and not read as other letters", async () => {
  const query = '{ agencies(where: { name: { eq: "Sở" } }) { totalCount } }';
  const body = JSON.stringify({ query });
  expect(await sent(body)).toMatchObject({ status: 200 });
  expect(await sent(`\ufeff${body}`)).toMatchObject({ status: 200 });
  for (const bytes of [
    Buffer.from(body.replace("ở", "é"), "latin1"),
    Buffer.from(body).subarray(0, Buffer.from(body).indexOf("ở") + 2),
    Buffer.from(body, "utf16le").subarray(1),
    Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
  ])
    expect(await sent(bytes)).toMatchObject(refused("must be UTF-8"));
});

test("An address that is not UTF-8 is refused as well", async () => {
  const asked = async (name: string) => {
    const query = `%7Bagencies(where:%7Bname:%7Beq:%22${name}%22%7D%7D)%7BtotalCount%7D%7D`;
    const response = await fetch(`${server.address}/graphql?query=${query}`);
    return { ...((await response.json()) as object), status: response.status };
  };
  expect(await asked("S%E1%BB%9F")).toMatchObject({ status: 200 });
  for (const name of ["S%E9", "S%E1%BB", "50%"])
    expect(await asked(name)).toMatchObject(refused("must be UTF-8"));
});

test("A body that is no JSON is refused with the place, and one that is no request with what is missing", async () => {
  expect(await sent("")).toMatchObject(refused("it is empty"));
  expect(await sent('{"query":')).toMatchObject(refused("must be JSON"));
  expect(await sent('{"query":"{a}",}')).toMatchObject(refused("position"));
  for (const body of ["null", "5", '"a"', "[]", "{}", '{"__proto__":{"query":"{ __typename }"}}'])
    expect(await sent(body)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "BAD_REQUEST" } }],
    });
});

test.each(["__proto__", "constructor", "toString", "prototype"])(
  "A key of JSON may be named %s: in bodies it is one that nobody knows, among variables one like any other",
  async (key) => {
    const query = `query ($${key}: [ID!]) { agencies(where: { id: { in: $${key} } }) { totalCount } }`;
    const id = "agency:bo-tttt";
    const whole = (more: string, variables = `{"${key}":["${id}"]}`) =>
      `{${more}"query":${JSON.stringify(query)},"variables":${variables}}`;
    const one = { status: 200, data: { agencies: { totalCount: 1 } } };
    expect(await sent(whole(""))).toEqual(one);
    expect(await sent(whole(`"${key}":{"query":"{none}"},"extensions":{"${key}":{"a":1}},`))).toEqual(one);
    const given = `{"${key}":["${id}"]}`;
    expect(await get(server, { query, variables: given, extensions: `{"${key}":5}`, [key]: "1" })).toEqual(
      one,
    );
    // Without a value all are found, as with a variable of any other name.
    expect((await sent(whole("", "{}"))).data.agencies.totalCount).toBeGreaterThan(1);
    const where = `{"query":"query ($a: AgencyWhere) { agencies(where: $a) { totalCount } }","variables":{"a":{"${key}":{"eq":1}}}}`;
    expect(await sent(where)).toMatchObject(refused(`Field "${key}" is not defined`, "BAD_USER_INPUT"));
  },
);

const DECIMAL = "query ($v: Decimal) { observations(where: { value: { eq: $v } }) { totalCount } }";
const given = (value: string) => `{"query":"${DECIMAL}","variables":{"v":${value}}}`;

test.each(["9007199254740993", "0.1000000000000000055", "-1234567890.123456", "0.30000000000000004"])(
  "The number %s, which JSON does not keep whole, is refused with the advice to send a string",
  async (number) => {
    expect(await sent(given(number))).toMatchObject(refused(`send ${number} as a string`, "BAD_USER_INPUT"));
    const variables = `{"v":${number}}`;
    expect(await get(server, { query: DECIMAL, variables })).toMatchObject(
      refused(`send ${number} as a string`, "BAD_USER_INPUT"),
    );
    expect(await sent(given(`"${number}"`))).toMatchObject({ status: 200 });
    const literal = DECIMAL.replace("query ($v: Decimal) ", "").replace("$v", number);
    expect(await post(server, { query: literal })).toMatchObject({ status: 200 });
    // Elsewhere it is nobody's value.
    expect(await sent(`{"query":"{ __typename }","extensions":{"at":${number}}}`)).toMatchObject({
      status: 200,
    });
    expect(await sent(given(`"a ${number}"`))).toMatchObject(
      refused("Decimal must be digits", "BAD_USER_INPUT"),
    );
  },
);

test.each(["38500000000", "-0.5", "123456789012345", "10000000000000000000", "0.000123456789012345"])(
  "The number %s, which JSON keeps, is taken as it is",
  async (number) => {
    expect(await sent(given(number))).toMatchObject({
      status: 200,
      data: { observations: expect.any(Object) },
    });
  },
);

test("Whatever carries a number of too many digits, Decimal refuses it", async () => {
  for (const value of [9007199254740992, 0.1 + 0.2, -1 / 3])
    expect((await database.ask(DECIMAL, { v: value })).errors[0]?.message).toContain(
      `send ${value} as a string`,
    );
});

test("Such a number beside what is nested too deep is refused as well", async () => {
  const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
  const body = `{"query":"${DECIMAL}","variables":{"v":9007199254740993,"deep":${deep}}}`;
  expect(await sent(body)).toMatchObject(refused("levels of nesting", "LIMIT_EXCEEDED"));
});
