import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { changePartnersFile, readPartnersFile } from "../src/partners/file.js";
import { headersOf, withoutSecrets } from "../src/partners/secrets.js";
import { readPartner, readPartnerSet } from "../src/partners/settings.js";
import { newFolder } from "./processes.js";

const HEALTH = { url: "https://health.example/graphql" };
const setOf = (health: unknown, name = "health") => JSON.stringify({ partners: { [name]: health } });

test("Of a partner only the address must be said", () => {
  expect(readPartnerSet(setOf(HEALTH))).toEqual({
    health: {
      ...HEALTH,
      headers: {},
      limits: { deadlineMs: 5000, bytes: 4_194_304 },
      allowPrivate: false,
      forwardAuthorization: false,
      paused: false,
      mayOverride: [],
    },
  });
});

const NAMES: Record<string, string> = {
  "is called as we are": "cuulong",
  "has a name that composition cannot use": "Sở Y tế",
};

test.each<[string, unknown, RegExp]>([
  ["has no address", {}, /^partners\.health\.url: is a URL such as/],
  ["has an address that is none", { url: "health" }, /its url is not one such as/],
  ["is reached by files", { url: "file:///etc/passwd" }, /begins with https:\/\/ or http:\/\/, not file:/],
  [
    "has a password in its address",
    { url: "https://a:hidden@health.example" },
    /no user name and no password/,
  ],
  ["has a private address", { url: "http://10.0.0.7/graphql" }, /10\.0\.0\.7 is no address of the Internet/],
  [
    "has the address of a cloud's secrets",
    { url: "http://169.254.169.254/", allowPrivate: true },
    /169\.254/,
  ],
  [
    "writes that address in another way",
    { url: "http://2852039166/", allowPrivate: true },
    /169\.254\.169\.254/,
  ],
  ["is called as we are", HEALTH, /this name is our own/],
  ["has a name that composition cannot use", HEALTH, /a name is of letters/],
  [
    "has a secret in the file",
    { ...HEALTH, headers: { "x-key": "hidden" } },
    /x-key: is \{ "env": "PARTNER_…" \}/,
  ],
  ["takes a secret of ours", { ...HEALTH, headers: { "x-key": { env: "DATABASE_URL" } } }, /PARTNER_/],
  [
    "sets what the request is",
    { ...HEALTH, headers: { Host: { env: "PARTNER_HOST" } } },
    /no name of a header/,
  ],
  ["has all the time", { ...HEALTH, limits: { deadlineMs: 1e9 } }, /deadlineMs: is from 10 to 60000/],
  ["has a setting that is none", { ...HEALTH, pausd: true }, /pausd/],
  ["may override a sentence", { ...HEALTH, mayOverride: ["all of it"] }, /names a type or a field/],
])("A partner that %s is refused", (what, partner, reason) => {
  const read = () => readPartnerSet(setOf(partner, NAMES[what]));
  expect(read).toThrow(reason);
  expect(read).not.toThrow(/hidden/);
});

test("Every mistake of a file is listed, each with its place, and the file is named", () => {
  const file = join(newFolder(), "partners.json");
  writeFileSync(
    file,
    JSON.stringify({ partners: { a: { url: 1 }, b: { url: "https://b.example", paused: "no" } } }),
  );
  expect(() => readPartnersFile(file)).toThrow(
    new RegExp(`^Partners in ${file} cannot be used:\npartners\\.a\\.url: .*\npartners\\.b\\.paused: `),
  );
  writeFileSync(file, '{"partners": {');
  expect(() => readPartnersFile(file)).toThrow(/It is no JSON/);
});

test("A file that is not there has no partners", () => {
  expect(readPartnersFile(join(newFolder(), "partners.json"))).toEqual({});
});

test("A change of the file is whole or is not made", () => {
  const file = join(newFolder(), "partners.json");
  changePartnersFile(file, () => ({ health: readPartner("health", HEALTH) }));
  const before = readFileSync(file, "utf8");
  expect(() =>
    changePartnersFile(file, () => {
      throw new Error("no");
    }),
  ).toThrow("no");
  expect(readFileSync(file, "utf8")).toBe(before);
  changePartnersFile(file, (partners) => {
    expect(() => changePartnersFile(file, () => ({}))).toThrow(/Another command is changing the partners/);
    return partners;
  });
  expect(Object.keys(readPartnersFile(file))).toEqual(["health"]);
});

test("Secrets come from variables and files, and what is wrong with them is said without them", () => {
  const file = join(newFolder(), "key");
  writeFileSync(file, "from the file\n");
  const headers = { "X-Key": { env: "PARTNER_KEY" }, "x-other": { file } };
  const partner = readPartner("health", { ...HEALTH, headers });
  const environment = (name: string) => ({ PARTNER_KEY: "from the variable" })[name];
  expect(headersOf("health", partner, environment)).toEqual({
    "x-key": "from the variable",
    "x-other": "from the file",
  });
  expect(() => headersOf("health", partner, () => undefined)).toThrow(
    /X-Key is in the variable PARTNER_KEY, which is not set/,
  );
  expect(() => headersOf("health", partner, () => "hidden\nx: y")).toThrow(/whose value cannot be sent/);
  expect(() => headersOf("health", partner, () => "hidden\nx: y")).not.toThrow(/hidden/);
});

test("A secret that is repeated is taken out, with or without the word before it", () => {
  expect(withoutSecrets("no Bearer abcdef, no abcdef, but ab", ["Bearer abcdef"])).toBe("no …, no …, but ab");
});
