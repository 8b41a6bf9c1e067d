import { Field, Float, ObjectType } from "type-graphql";
import { enumeration } from "./enumeration.js";
import { Moment } from "./scalars.js";

export const PartnerState = enumeration(
  "PartnerState",
  "Trạng thái đối tác: whether what a partner has can be asked for.",
  {
    JOINED: "Đã kết nối: its fields are a part of this schema.",
    FAILING: "Đang lỗi: the same, but its calls fail, and it is left alone for a while.",
    PAUSED: "Tạm dừng: the operator has taken its fields out.",
    REFUSED:
      "Bị từ chối: what it has now does not fit; `lastError` says why. What fitted before stays in service.",
    UNREACHABLE: "Không liên lạc được: nobody knows yet what it has.",
  },
);

/** A service whose graph is joined to this one. */
@ObjectType({
  description: "Đối tác: a service of another body, whose graph is joined to this one while the server runs.",
  simpleResolvers: true,
})
export class Partner {
  @Field(() => String, { description: "Tên: what it is called here, in errors and metrics too." })
  name!: string;

  @Field(() => PartnerState, { description: "Trạng thái: whether what it has can be asked for." })
  state!: keyof typeof PartnerState;

  @Field(() => Moment, { description: "Từ lúc: since when it is in that state." })
  since!: Date;

  @Field(() => String, {
    nullable: true,
    description: "Mã băm lược đồ: the SHA-256 of its graph as it is in service; null where it is not.",
  })
  schemaHash!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Lỗi gần nhất: what went wrong last since it was joined, or why it was not; null where nothing did.",
  })
  lastError!: string | null;

  @Field(() => Float, {
    nullable: true,
    description: "Độ trễ: how long its calls took lately, in milliseconds; null before the first.",
  })
  latency!: number | null;
}
