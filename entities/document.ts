import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { DocumentDirection, DocumentStatus, DocumentType } from "../schema/enums/administration.js";
import { Day } from "../schema/scalars.js";
import { Latest, Reference, Thing, Titled, Words } from "./base.js";

@Entity()
@Latest("document_latest_index")
@Latest("document_issuer_id_latest_index")
@Latest("document_type_latest_index")
@Latest("document_status_latest_index")
@Words("document_words_index")
@ObjectType("Document", {
  implements: Thing,
  description: "Văn bản: a document that the reporting body issued, submitted, received or refers to.",
})
export class Document extends Titled {
  @Field(() => String, {
    nullable: true,
    description: "Số, ký hiệu: its number, for example 15-CTr/TU; null when the source gives none.",
  })
  @Column("text", { nullable: true })
  number!: string | null;

  @Field(() => DocumentType, { nullable: true, description: "Loại văn bản: its form." })
  @Column("text", { nullable: true })
  type!: keyof typeof DocumentType | null;

  @Field(() => Day, { nullable: true, description: "Ngày ban hành: the day it was issued." })
  @Column("date", { nullable: true })
  issuedOn!: string | null;

  @Field(() => DocumentStatus, { nullable: true, description: "Tình trạng: how far it has come." })
  @Column("text", { nullable: true })
  status!: keyof typeof DocumentStatus | null;

  @Field(() => DocumentDirection, { nullable: true, description: "Chiều văn bản: which way it went." })
  @Column("text", { nullable: true })
  direction!: keyof typeof DocumentDirection | null;

  @Reference("Agency", { nullable: true })
  issuerId!: string | null;

  @Reference("Operator", { nullable: true })
  issuingOperatorId!: string | null;

  /** Whom the source takes for the issuer, where that is someone else. */
  @Reference("Agency", { nullable: true })
  statedIssuerId!: string | null;
}

@Entity()
@ObjectType("Topic", {
  implements: Thing,
  description: "Chủ đề văn bản: a subject on which documents were issued that the source only counts.",
})
export class Topic extends Titled {
  static override readonly order: readonly string[] = ["lineStart"];

  @Field(() => DocumentType, { nullable: true, description: "Loại văn bản: the form of the documents." })
  @Column("text", { nullable: true })
  documentType!: keyof typeof DocumentType | null;

  @Reference("Agency", { nullable: true })
  issuerId!: string | null;
}
