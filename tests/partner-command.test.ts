import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "../src/command.js";
import { readPartnersFile } from "../src/partners/file.js";
import { answersHealth, graphOf, receive, says } from "./partner-servers.js";
import { newFolder } from "./processes.js";

const PARTNERS_FILE = join(newFolder(), "partners.json");

/** Runs a command on partners; returns what it wrote where it ends with a code. */
async function partner(
  args: string,
  code = 0,
  variables: Record<string, string> = { PARTNERS_FILE },
): Promise<string> {
  const written: string[] = [];
  const before = [process.stdout.write, process.stderr.write] as const;
  const take = (text: unknown) => written.push(String(text)) > 0;
  Object.assign(process.stdout, { write: take });
  Object.assign(process.stderr, { write: take });
  const exit = await runCommand(["partner", ...args.split(" ")], variables);
  Object.assign(process.stdout, { write: before[0] });
  Object.assign(process.stderr, { write: before[1] });
  expect([exit, written.join("")]).toEqual([code, expect.any(String)]);
  return written.join("");
}

test("The command line adds, shows, changes, pauses and removes partners, and needs no database for it", async () => {
  expect(await partner("list")).toBe("There are no partners.\n");
  await partner(
    "add health https://health.example/graphql?key=1 --header x-key=env:PARTNER_KEY --deadline 800 --may-override Agency.website --forward-authorization --untried",
  );
  expect(await partner("add health https://other.example", 1)).toMatch(/There is a partner health already/);
  expect(readPartnersFile(PARTNERS_FILE).health).toMatchObject({
    headers: { "x-key": { env: "PARTNER_KEY" } },
    limits: { deadlineMs: 800, bytes: 4_194_304 },
    mayOverride: ["Agency.website"],
    forwardAuthorization: true,
  });
  await partner("update health --bytes 2048 --no-forward-authorization --untried");
  expect(await partner("show health")).toMatch(
    /Deadline +800 ms\nAnswers +up to 2048 bytes\n.*\nCredentials +none(?:.|\n)*Header +x-key from the variable PARTNER_KEY\nMay override +Agency\.website/,
  );
  await partner("pause health");
  expect(await partner("list")).toMatch(
    /^Name +State +Address\nhealth +PAUSED +https:\/\/health\.example\n$/,
  );
  await partner("resume health --untried");
  expect(readPartnersFile(PARTNERS_FILE).health?.paused).toBe(false);
  await partner("remove health");
  expect(readPartnersFile(PARTNERS_FILE)).toEqual({});
});

test.each([
  ["add health", /does not know "partner add health"/],
  ["add health ftp://health.example", /begins with https/],
  ["add health https://health.example --header x-key=hidden", /x-api-key=env:PARTNER_KEY/],
  ["add health https://health.example --deadline soon", /deadlineMs: is a number/],
  ["show health", /There is no partner health/],
  ["list --deadline 5", /has no option --deadline/],
  ["pause health --untried", /has no option --untried/],
  ["befriend health", /does not know/],
])("cuulong partner %s is refused", async (args, reason) => {
  const output = await partner(args, 1);
  expect(output).toMatch(reason);
  expect(output).not.toMatch(/hidden/);
  expect(readPartnersFile(PARTNERS_FILE)).toEqual({});
});

test("Without a file there is nothing to manage", async () => {
  expect(await partner("list", 1, {})).toMatch(/PARTNERS_FILE names the file of partners/);
});

describe("What would not be joined is refused before the file is changed:", () => {
  const CLASH = graphOf('type Agency @key(fields: "id") { id: ID!  stations: Int }');

  test("what fits is added, and nothing else of the file is touched", async () => {
    const { url, received } = await receive(answersHealth());
    await partner(`add health ${url} --allow-private`);
    expect(received.map(({ body }) => body)).toEqual([expect.stringContaining("_service")]);
    expect(Object.keys(readPartnersFile(PARTNERS_FILE))).toEqual(["health"]);
  });

  test("what does not fit with ours and the others is refused in the words of composition", async () => {
    const before = readFileSync(PARTNERS_FILE, "utf8");
    const { url } = await receive(says({ data: { _service: { sdl: CLASH } } }));
    const said = await partner(`add clash ${url} --allow-private`, 1);
    expect(said).toMatch(/^Nothing is changed, since this would not be joined; --untried.*\n.*stations/);
    expect(readFileSync(PARTNERS_FILE, "utf8")).toBe(before);
    await partner(`add clash ${url} --allow-private --untried`);
    await partner("remove clash");
    expect(readFileSync(PARTNERS_FILE, "utf8")).toBe(before);
  });

  test("one that takes over a field of ours without leave is refused, and with it is added", async () => {
    const sdl = graphOf('type Agency @key(fields: "id") { id: ID!  name: String! }');
    const { url } = await receive(says({ data: { _service: { sdl } } }));
    expect(await partner(`add site ${url} --allow-private`, 1)).toMatch(/Agency\.name is answered by/);
    await partner(`add site ${url} --allow-private --may-override Agency.name --untried`);
    await partner("remove site");
  });

  test("one that does not answer is refused by its name, also where it comes back", async () => {
    const before = readFileSync(PARTNERS_FILE, "utf8");
    const away = "http://127.0.0.1:1/graphql";
    expect(await partner(`update health ${away}`, 1)).toMatch(/\n\[health\] it cannot be reached/);
    expect(readFileSync(PARTNERS_FILE, "utf8")).toBe(before);
    await partner("pause health");
    writeFileSync(PARTNERS_FILE, readFileSync(PARTNERS_FILE, "utf8").replace(/http:[^"]*/, away));
    expect(await partner("resume health", 1)).toMatch(/\n\[health\] it cannot be reached/);
    expect(readPartnersFile(PARTNERS_FILE).health?.paused).toBe(true);
  });

  test("a secret that is not there is named", async () => {
    await partner("resume health --untried");
    expect(await partner("update health --header x-key=env:PARTNER_ABSENT", 1)).toMatch(/PARTNER_ABSENT/);
  });
});
