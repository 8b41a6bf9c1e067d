import { ID } from "type-graphql";
import { ChangeOperation, Reset } from "../../schema/change.js";
import { addOutput, type Derived, objectType } from "../../schema/derived.js";
import { Moment } from "../../schema/scalars.js";
import type { Model } from "../model/model.js";

/** The type of what happens to the rows of a model. */
export function changeType({ name, entity }: Model): Derived {
  const type = objectType(
    `${name}Change`,
    `Thay đổi: what happened to a row of ${name}, or to the subscription.`,
  );
  addOutput(type, "cursor", () => String, "Con trỏ: where to go on; what is here and before is behind it.");
  addOutput(type, "operation", () => ChangeOperation, "Thao tác: what happened.");
  const nullable = { nullable: true } as const;
  addOutput(type, "id", () => ID, "Mã định danh: which row; null where it is about none.", nullable);
  addOutput(type, "at", () => Moment, "Thời điểm: when the statement began that changed it.", nullable);
  addOutput(
    type,
    "actor",
    () => String,
    "Người thực hiện: who changed it, or the role in the database.",
    nullable,
  );
  addOutput(
    type,
    "changed",
    () => [String],
    "Trường đã đổi: the fields that differ, of an UPDATE; otherwise none.",
  );
  addOutput(
    type,
    "node",
    () => entity,
    "Đối tượng: the row as it is when this is sent; null where it has gone meanwhile, or left the set.",
    nullable,
  );
  addOutput(type, "reset", () => Reset, "Đặt lại: why, of a RESET; otherwise null.", nullable);
  return type;
}
