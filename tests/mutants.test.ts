import { readMutants, staleOf } from "./mutants/mutant.js";

test("Every mutant still stands in the code, once, and names tests that exist", () => {
  expect(staleOf(readMutants())).toEqual([]);
});
