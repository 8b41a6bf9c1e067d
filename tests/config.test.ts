import { readConfig } from "../src/config.js";

test("Nothing set gives the documented defaults", () => {
  const config = readConfig({});
  expect(config).toMatchObject({
    host: "127.0.0.1",
    port: 4000,
    databaseUrl: undefined,
    logLevel: "info",
    poolSize: 10,
  });
  expect(config.dataDir).toMatch(/\.data$/);
  expect(config.reportsDir).toMatch(/data$/);
});

test("An empty variable counts as not set", () => {
  expect(readConfig({ PORT: "", DATABASE_URL: "" })).toMatchObject({ port: 4000, databaseUrl: undefined });
});

test("All mistakes are reported at once, each with its variable, its rule and the value given", () => {
  const read = () => readConfig({ PORT: "70000", LOG_LEVEL: "loud", POOL_SIZE: "many", MAX_BODY_BYTES: "1" });
  expect(read).toThrow(/PORT must be from 0 to 65535, not "70000"/);
  expect(read).toThrow(/LOG_LEVEL .*not "loud"/);
  expect(read).toThrow(/POOL_SIZE must be a whole number, not "many"/);
  expect(read).toThrow(/MAX_BODY_BYTES must be from 1024 to \d+, not "1"/);
});

test("A URL that is none is refused without being repeated, because it may hold a password", () => {
  const read = () => readConfig({ DATABASE_URL: "mysql://root:secret@db/x" });
  expect(read).toThrow(/DATABASE_URL must be a URL such as postgres:/);
  expect(read).not.toThrow(/secret/);
});

test("To answer trusted documents only, there must be a folder of them", () => {
  expect(() => readConfig({ TRUSTED_ONLY: "on" })).toThrow(/TRUSTED_ONLY needs the folder TRUSTED_DOCUMENTS/);
  expect(readConfig({ TRUSTED_ONLY: "on", TRUSTED_DOCUMENTS: "/x" })).toMatchObject({
    trustedOnly: true,
    trustedDocuments: "/x",
  });
  expect(readConfig({ TRUSTED_DOCUMENTS: "/x" }).trustedOnly).toBe(false);
});

test.each([
  ["PORT", "65535", "65536"],
  ["POOL_SIZE", "1", "0"],
  ["POOL_SIZE", "200", "201"],
  ["STATEMENT_TIMEOUT_MS", "100", "99"],
  ["SHUTDOWN_SECONDS", "1", "0"],
  ["CHANGE_RETENTION_DAYS", "1", "0"],
  ["CACHE_BYTES", "0", "64MiB"],
  ["CACHE_STALENESS_MS", "0", "3600001"],
  ["PROGRESS_SECONDS", "1", "0"],
  ["MAX_SUBSCRIPTIONS", "1", "0"],
  ["WEBHOOKS", "off", "no"],
  ["WEBHOOK_TIMEOUT_MS", "100", "99"],
  ["WEBHOOK_MAX_ATTEMPTS", "1", "0"],
  ["WEBHOOK_PAUSE_HOURS", "1", "0"],
  ["MAX_COST", "1", "0"],
  ["MAX_BODY_BYTES", "1024", "1023"],
  ["ENGINE", "off", "no"],
  ["DATABASE_URL", "postgresql://db/x", "http://db/x"],
])("%s may be %s, but not %s", (name, right, wrong) => {
  expect(() => readConfig({ [name]: right })).not.toThrow();
  expect(() => readConfig({ [name]: wrong })).toThrow(new RegExp(`^${name} must|^${name} `));
});
