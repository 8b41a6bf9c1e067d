import { Field, ObjectType } from "type-graphql";
import { Origin } from "./enums/statistics.js";
import { Decimal } from "./scalars.js";

/** What two terms of a group come to. */
@ObjectType("Ratio", {
  description: "Tỷ số: one number of a group divided by another; computed, whatever a source may state.",
  simpleResolvers: true,
})
export class Ratio {
  @Field(() => Decimal, {
    nullable: true,
    description:
      "Giá trị: the quotient times the factor, rounded half away from zero; null where a term is absent or the divisor is zero.",
  })
  value!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: "Tử số: what is divided; null where no row has a value.",
  })
  numerator!: string | null;

  @Field(() => Decimal, {
    nullable: true,
    description: "Mẫu số: what it is divided by; null where no row has a value.",
  })
  denominator!: string | null;

  @Field(() => String, {
    description:
      "Công thức: how it was computed, for example 13 / 19 × 100 ≈ 68.42; ? stands for what is absent.",
  })
  formula!: string;

  @Field(() => Origin, { description: "Nguồn gốc: that it is computed." })
  origin!: keyof typeof Origin;
}
