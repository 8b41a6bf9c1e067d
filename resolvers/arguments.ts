import { Arg, Int } from "type-graphql";
import { PAGE } from "../schema/page.js";
import type { Model } from "./model/model.js";
import type { Types } from "./types/index.js";

/** Adds where, orderBy, first and after; returns the index of the next parameter. */
export function addListArguments(prototype: object, method: string, target: Model, types: Types): number {
  const inputs = () => types.inputs.of(target);
  const where = { nullable: true, description: "Điều kiện: only rows that meet it." };
  Arg("where", (() => inputs().where) as never, where)(prototype, method, 0);
  const orderBy = {
    nullable: true,
    description: "Thứ tự: by the first item, ties by the next; at last by id.",
  };
  Arg("orderBy", (() => [inputs().orderBy]) as never, orderBy)(prototype, method, 1);
  addPageArguments(prototype, method, 2, { defaultValue: PAGE.default, nullable: true });
  return 4;
}

/** Adds first and after. */
export function addPageArguments(
  prototype: object,
  method: string,
  at: number,
  options: { defaultValue: number; nullable?: true },
): void {
  const description = `Số lượng: how many nodes the page holds, at most ${PAGE.max}.`;
  Arg("first", () => Int, { ...options, description })(prototype, method, at);
  const after = { nullable: true, description: "Sau con trỏ: only rows behind this cursor." };
  Arg("after", () => String, after)(prototype, method, at + 1);
}
