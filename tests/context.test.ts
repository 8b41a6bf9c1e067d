import { setFlagsFromString } from "node:v8";
import { useDatabase } from "./harness.js";

const database = useDatabase();

setFlagsFromString("--allow-natives-syntax");
const haveOneShape = new Function("left", "right", "return %HaveSameMap(left, right)");

test("The contexts of all requests have one shape, so that V8 need not learn each anew", () => {
  const [one, other] = [database.service.createContext(), database.service.createContext()];
  expect(haveOneShape(one, other)).toBe(true);
  expect(haveOneShape(one.trace, other.trace)).toBe(true);
  expect(haveOneShape(one, one.trace)).toBe(false);
});

test("A copy of a context, such as Apollo Server makes, reads by the same readers, which no other request has", () => {
  const context = database.service.createContext();
  const copy = Object.assign(Object.create(Object.getPrototypeOf(context)), context);
  expect(copy.loaders).toBe(context.loaders);
  expect(database.service.createContext().loaders).not.toBe(context.loaders);
});
