import { Field, ObjectType } from "type-graphql";
import { Column, Entity } from "typeorm";
import { CertificateMedium, CertificateSubject, ServiceLevel } from "../schema/enums/technology.js";
import { Reference, Thing } from "./base.js";

@Entity()
@ObjectType("OnlineService", {
  implements: Thing,
  description: "Dịch vụ công trực tuyến: the online public services of one level.",
})
export class OnlineService extends Thing {
  static override readonly order: readonly string[] = ["level"];

  @Field(() => ServiceLevel, { nullable: true, description: "Mức độ: how far they can be used online." })
  @Column("text", { nullable: true })
  level!: keyof typeof ServiceLevel | null;

  @Reference("InfrastructureSystem", { nullable: true })
  systemId!: string | null;
}

@Entity()
@ObjectType("DigitalCertificate", {
  implements: Thing,
  description: "Chứng thư số chuyên dùng: a class of digital certificates.",
})
export class DigitalCertificate extends Thing {
  @Field(() => CertificateSubject, { nullable: true, description: "Chủ thể: who holds them." })
  @Column("text", { nullable: true })
  subject!: keyof typeof CertificateSubject | null;

  @Field(() => CertificateMedium, {
    nullable: true,
    description: "Thiết bị lưu khóa: where the key is kept.",
  })
  @Column("text", { nullable: true })
  medium!: keyof typeof CertificateMedium | null;

  @Reference("InfrastructureSystem", { nullable: true })
  systemId!: string | null;
}
