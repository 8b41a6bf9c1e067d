/**
 * Whatever DATABASE_URL says, these have no database, or start processes with servers of their own, or ask so little of one that
 * its version cannot matter: how partners are joined, and what a gateway does with graphs made up for it. Once is enough.
 */
const ONCE = [
  "architecture",
  "compose",
  "config",
  "disks",
  "gateway",
  "heart",
  "joining",
  "keeping",
  "loss",
  "mutants",
  "normalise",
  "package",
  "partner-calls",
  "partner-command",
  "partner-settings",
  "process",
  "promotion",
  "reading",
  "refused-starts",
  "schema",
  "slice",
  "subgraph-command",
  "swaps",
  "webhook-command",
  "webhook-sending",
].map((stem) => `/${stem}\\.test\\.js$`);

module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/dist/tests"],
  transform: {},
  // On two cores jest would use one; most tests wait for PostgreSQL, other processes or a deadline much of the time.
  maxWorkers: 3,
  // Shared machines are slow at times; a test that needs longer says so itself.
  testTimeout: 120_000,
  testPathIgnorePatterns: process.env.DATABASE_URL ? ONCE : [],
  testSequencer: "<rootDir>/dist/tests/sequencer.js",
  globalSetup: "<rootDir>/dist/tests/global-setup.js",
  globalTeardown: "<rootDir>/dist/tests/global-teardown.js",
};
