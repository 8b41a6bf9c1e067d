module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/dist/tests"],
  transform: {},
  // Shared machines are slow at times; a test that needs longer says so itself.
  testTimeout: 60_000,
  globalSetup: "<rootDir>/dist/tests/global-setup.js",
  globalTeardown: "<rootDir>/dist/tests/global-teardown.js",
};
