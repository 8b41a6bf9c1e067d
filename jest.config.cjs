/** These start processes with servers of their own, whatever DATABASE_URL says, or need none at all; once is enough. */
const ONCE = [
  "process",
  "keeping",
  "disks",
  "loss",
  "promotion",
  "subgraph-command",
  "webhook-command",
  "slice",
  "compose",
  "normalise",
  "partner-settings",
  "partner-command",
].map((stem) => `/${stem}\\.test\\.js$`);

module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/dist/tests"],
  transform: {},
  // On two cores jest would use one; most tests wait for PostgreSQL half of the time.
  maxWorkers: 2,
  // Shared machines are slow at times; a test that needs longer says so itself.
  testTimeout: 120_000,
  testPathIgnorePatterns: process.env.DATABASE_URL ? ONCE : [],
  globalSetup: "<rootDir>/dist/tests/global-setup.js",
  globalTeardown: "<rootDir>/dist/tests/global-teardown.js",
};
