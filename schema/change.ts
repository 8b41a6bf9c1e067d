import { Field, ObjectType } from "type-graphql";
import { enumeration } from "./enumeration.js";

export const ChangeOperation = enumeration(
  "ChangeOperation",
  "Thao tác: what happened to the rows that were asked for, or to the subscription itself.",
  {
    READY: "Sẵn sàng: the subscription has begun; what is changed from here on follows.",
    INSERT: "Thêm: a row has come, or now meets the condition.",
    UPDATE: "Sửa: a row has changed and still meets the condition.",
    DELETE: "Xóa: a row has gone, or no longer meets the condition.",
    PROGRESS: "Tiến độ: nothing has happened for a while; only the cursor has moved on.",
    RESET: "Đặt lại: changes may have been missed; read the rows again, and then apply what follows.",
  },
);

export const ResetReason = enumeration("ResetReason", "Lý do đặt lại: why changes may have been missed.", {
  TRIMMED: "Đã cắt bớt: the log no longer holds what follows the cursor.",
  HISTORY_CHANGED: "Đổi lịch sử: the database was restored, promoted or copied since the cursor was given.",
});

/** What a client whose cursor leads nowhere may want to know. */
@ObjectType({
  description: "Đặt lại: why what follows a cursor cannot be given.",
  simpleResolvers: true,
})
export class Reset {
  @Field(() => ResetReason, { description: "Lý do: why." })
  reason!: keyof typeof ResetReason;

  @Field(() => String, { description: "Con trỏ cũ nhất: the oldest cursor behind which nothing is missing." })
  oldest!: string;
}

/** How many changes are looked at for one page, about: of a long log that holds little of what is asked, the rest is for the next. */
export const CHANGES_LOOKED_AT = 2000;
