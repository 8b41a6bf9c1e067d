import { Field, ID, InterfaceType, Int, ObjectType } from "type-graphql";
import { ThingKind } from "../schema/enums/general.js";
import { Day } from "../schema/scalars.js";
import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";

/** A column of this collation sorts as the Vietnamese alphabet does: a ă â b c d đ e ê … */
export const VIETNAMESE = "vi-x-icu";

/**
 * A column that holds another row's id; checked when the transaction ends, so that rows may come in any order. Its index
 * has the rows of each id in the order that they are given in, so that the first of many are read without the others.
 */
export function Reference(
  target: string,
  { unique, ...options }: { nullable?: true; primary?: true; unique?: true } = {},
): PropertyDecorator {
  return (prototype, property) => {
    Column({ type: "text", collation: "C", ...options })(prototype, property);
    const { order, key = ["id"] } = prototype.constructor as Ordered;
    const columns = new Set([String(property), ...(order ?? []), ...key]);
    if (unique) Index({ unique })(prototype, property);
    else if (order && !options.primary) Index(Array.from(columns))(prototype.constructor);
    else Index()(prototype, property);
    ForeignKey(target, { deferrable: "INITIALLY DEFERRED" })(prototype, property);
  };
}

/** Names an index of rows by a date, latest first and absent ones last, of which TypeORM only knows that it is there. */
export const Latest = (name: string): ClassDecorator => Index(name, { synchronize: false });

/** Names an index of the trigrams of folded names, of which TypeORM only knows that it is there. */
export const Words = (name: string): ClassDecorator => Index(name, { synchronize: false });

/** What has a code by which figures and questions name it. */
export type Defined = "indicator" | "unit" | "dimension" | "member";

/** Of each property that holds a code, what it is a code of; in a list, where it holds some with commas between them. */
export type Codes = Readonly<Record<string, Defined | readonly [Defined]>>;

/** Of a kind whose codes are unique only within another thing: the property that names that, and an id, which is made of both codes. */
export interface CodedWithin {
  property: string;
  example: string;
}

/** What an entity's class says of its rows. */
export interface Ordered {
  /** Where it holds codes. */
  codes?: Codes;
  /** The order of rows where none is asked for; the key makes it total. */
  order?: readonly string[];
  /** What distinguishes rows; the id unless said otherwise. */
  key?: readonly string[];
}

/** Where the source text mentions a row. */
@InterfaceType("Sourced", {
  description: "Có nguồn: whatever a source text mentions: things and figures.",
  // An API of some domains has their types alone.
  autoRegisterImplementations: false,
  resolveType: (row: Sourced) => row.constructor.name,
})
export abstract class Sourced {
  @Reference("Report", { nullable: true })
  reportId!: string | null;

  @Reference("Section", { nullable: true })
  sectionId!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "Dòng đầu: the first line of the source text that mentions it.",
  })
  @Column("integer", { nullable: true })
  lineStart!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Dòng cuối: the last line of the source text that mentions it.",
  })
  @Column("integer", { nullable: true })
  lineEnd!: number | null;
}

/** Where a row is mentioned, as one object: columns of the row itself. */
@ObjectType("Source", {
  description: "Nguồn: where a figure or a thing is mentioned.",
  simpleResolvers: true,
})
export class Source {
  @Field(() => Int, { nullable: true, description: "Dòng đầu: the first line of the source text." })
  lineStart!: number | null;

  @Field(() => Int, { nullable: true, description: "Dòng cuối: the last line of the source text." })
  lineEnd!: number | null;
}

/** Everything that has a name. */
@Index(["name", "id"])
@InterfaceType("Thing", {
  implements: Sourced,
  description:
    "Đối tượng: anything with a name that the reports mention, or that gives their figures meaning.",
  autoRegisterImplementations: false,
  resolveType: (thing: Thing) => thing.constructor.name,
})
export abstract class Thing extends Sourced {
  static readonly order: readonly string[] = ["name"];

  @Field(() => ID, {
    description: "Mã định danh: a stable, readable id that begins with the kind: agency:bo-tttt.",
  })
  @PrimaryColumn({ type: "text", collation: "C" })
  id!: string;

  @Field(() => String, { description: "Tên: the Vietnamese name, restored with its diacritics." })
  @Column({ type: "text", collation: VIETNAMESE })
  name!: string;

  @Field(() => String, { nullable: true, description: "Tên tiếng Anh: the name in English." })
  @Column("text", { nullable: true })
  nameEn!: string | null;

  @Field(() => String, { nullable: true, description: "Tên tiếng Khmer: the name in Khmer." })
  @Column("text", { nullable: true })
  nameKm!: string | null;

  @Field(() => [String], { description: "Tên khác: other names that the source or people use." })
  @Column("text", { array: true, default: "{}" })
  aliases!: string[];
}

/** A thing whose name is a title. */
@ObjectType("Titled")
export abstract class Titled extends Thing {
  @Field(() => String, { description: "Tiêu đề: the title; the same as name." })
  get title(): string {
    return this.name;
  }
}

/** A thing whose existence or place in the order of things holds for a time only. */
@ObjectType("Temporal")
export abstract class Temporal extends Thing {
  @Field(() => String, { nullable: true, description: "Hệ mã: the scheme that the code belongs to." })
  @Column("text", { nullable: true })
  codeScheme!: string | null;

  @Field(() => Day, {
    nullable: true,
    description: "Hiệu lực từ: the first day on which it exists so; null where no source says.",
  })
  @Column("date", { nullable: true })
  validFrom!: string | null;

  @Field(() => Day, {
    nullable: true,
    description: "Hết hiệu lực: the first day on which it no longer exists so.",
  })
  @Column("date", { nullable: true })
  validTo!: string | null;
}

/** The same with a code that it may have. */
@ObjectType("Coded")
export abstract class Coded extends Temporal {
  @Field(() => String, {
    nullable: true,
    description: "Mã số: its code in the scheme named by codeScheme; codes are reused.",
  })
  @Column("text", { nullable: true })
  code!: string | null;
}

/** Every thing with all that every thing has, kept by a trigger on each table: what search reads, what any figure can be about. */
@Entity("thing")
@Index("thing_words_index", { synchronize: false })
export class ThingEntry extends Thing {
  @Field(() => ThingKind, { description: "Loại đối tượng: its kind." })
  @Index()
  @Column({ type: "text", collation: "C" })
  kind!: keyof typeof ThingKind;

  /** Names, number, code and aliases, folded, each on a line of its own, and behind tabs the other texts that search reads. */
  @Column({ type: "text", collation: "C" })
  words!: string;
}
