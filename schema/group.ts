import { Field, ObjectType } from "type-graphql";
import { Day } from "./scalars.js";

/** What a date is grouped by, as a key. */
@ObjectType("DateSpan", {
  description: "Khoảng ngày: the span of days that the dates of a group fall in.",
  simpleResolvers: true,
})
export class DateSpan {
  @Field(() => Day, { description: "Từ ngày: its first day." })
  start!: string;

  @Field(() => Day, { description: "Đến trước ngày: the first day after it." })
  end!: string;

  @Field(() => String, { description: "Nhãn: what it is called in Vietnamese, for example Quý III/2021." })
  label!: string;
}
