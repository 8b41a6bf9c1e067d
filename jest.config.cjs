module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/dist/tests"],
  transform: {},
  globalSetup: "<rootDir>/dist/tests/global-setup.js",
  globalTeardown: "<rootDir>/dist/tests/global-teardown.js",
};
