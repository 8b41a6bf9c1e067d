import { Arg, Int, Query, Resolver } from "type-graphql";
import { addInput, inputType } from "../schema/derived.js";
import { ReportError } from "../schema/errors.js";
import { PAGE } from "../schema/page.js";
import type { Catalogue } from "./model/catalogue.js";
import { anyChangeType, changesType } from "./types/changes.js";
import type { Types } from "./types/index.js";

/** Makes the fields of the root that give pages of changes: of the rows of each model that is followed, and of all of them. */
export function pollsOf(catalogue: Catalogue, types: Types): object {
  const root = class PollResolver {};
  Resolver()(root);
  const prototype = root.prototype as Record<string, unknown>;
  for (const [name, { followed, all }] of catalogue.polled) {
    const [{ model, list, term }] = followed as [(typeof followed)[0]];
    const page = all
      ? changesType("Changes", anyChangeType())
      : changesType(`${model.name}Changes`, types.changeOf(model));
    const what = all
      ? "Tất cả thay đổi: what happened to rows of any type"
      : `${term} Thay đổi: what happened to those of \`${list}\` that meet the condition`;
    const description = `${what}, from a cursor up to now; for those who ask again and again.`;
    const where = all ? () => ANY_WHERE : () => types.inputs.of(model).where;
    addPage(prototype, name, { page, where, description });
  }
  return root;
}

const ANY_WHERE = inputType("ChangeWhere", "Điều kiện về thay đổi: which changes.");
addInput(
  ANY_WHERE,
  "types",
  () => [String],
  "Các kiểu: only of rows of these types, as `InfrastructureSystem`.",
);

function addPage(
  prototype: Record<string, unknown>,
  name: string,
  { page, where, description }: { page: object; where: () => object; description: string },
): void {
  prototype[name] = elsewhere;
  (Query((() => page) as never, { nullable: true, description }) as PropertyDecorator)(prototype, name);
  const after =
    "Sau con trỏ: only what followed this cursor, which `cursor`, a page before or an event has given.";
  Arg("after", () => String, { description: after })(prototype, name, 0);
  const condition =
    "Điều kiện: only rows that meet it. One that comes to meet it is an INSERT, one that ceases to a DELETE.";
  Arg("where", where as never, { nullable: true, description: condition })(prototype, name, 1);
  const first = `Số lượng: how many changes the page holds, at most ${PAGE.max}. It ends with a whole transaction, unless that alone is more.`;
  Arg("first", () => Int, { nullable: true, defaultValue: PAGE.default, description: first })(
    prototype,
    name,
    2,
  );
}

/** Pages are read by src/live, whichever way the rest of the operation is answered. */
const elsewhere = (): never => {
  throw new ReportError("INTERNAL_SERVER_ERROR", "Pages of changes are not read by resolvers.");
};
