import { ID } from "type-graphql";
import { ChangeOperation, Reset } from "../../schema/change.js";
import { addOutput, type Derived, objectType } from "../../schema/derived.js";
import { Moment } from "../../schema/scalars.js";
import type { Model } from "../model/model.js";

const NULLABLE = { nullable: true } as const;

/** The type of what happens to the rows of a model. */
export function changeType({ name, entity }: Model): Derived {
  const type = eventType(
    `${name}Change`,
    `Thay đổi: what happened to a row of ${name}, or to the subscription.`,
  );
  addOutput(
    type,
    "node",
    () => entity,
    "Đối tượng: the row as it is when this is sent; null where it has gone meanwhile, or left the set.",
    NULLABLE,
  );
  return type;
}

/** The type of what happens to the rows of any model that is followed. */
export function anyChangeType(): Derived {
  const type = eventType("Change", "Thay đổi: what happened to a row of some type.");
  addOutput(type, "type", () => String, "Kiểu: the type of the row; null where it is about none.", NULLABLE);
  return type;
}

/** The type of a page of such events. */
export function changesType(name: string, change: Derived): Derived {
  const type = objectType(name, "Các thay đổi: a page of what happened behind a cursor.");
  addOutput(
    type,
    "nodes",
    () => [change],
    "Các thay đổi: what happened, in order; or one RESET, where that cannot be given.",
  );
  addOutput(
    type,
    "cursor",
    () => String,
    "Con trỏ: where to go on, though nothing happened: the `after` of the next page, or of the subscription.",
  );
  addOutput(
    type,
    "hasMore",
    () => Boolean,
    "Còn nữa: whether to ask for the next page at once; otherwise this was all there is for now.",
  );
  return type;
}

function eventType(name: string, description: string): Derived {
  const type = objectType(name, description);
  addOutput(type, "cursor", () => String, "Con trỏ: where to go on; what is here and before is behind it.");
  addOutput(type, "operation", () => ChangeOperation, "Thao tác: what happened.");
  addOutput(type, "id", () => ID, "Mã định danh: which row; null where it is about none.", NULLABLE);
  addOutput(type, "at", () => Moment, "Thời điểm: when the statement began that changed it.", NULLABLE);
  addOutput(
    type,
    "actor",
    () => String,
    "Người thực hiện: who changed it, or the role in the database.",
    NULLABLE,
  );
  addOutput(
    type,
    "changed",
    () => [String],
    "Trường đã đổi: the fields that differ, of an UPDATE; otherwise none.",
  );
  addOutput(type, "reset", () => Reset, "Đặt lại: why, of a RESET; otherwise null.", NULLABLE);
  return type;
}
