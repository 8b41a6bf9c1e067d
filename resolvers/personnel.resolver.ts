import { Resolver } from "type-graphql";
import { Agency } from "../entities/agency.js";
import { PersonnelAction, Training } from "../entities/personnel.js";
import { Collection } from "./collection.js";
import { one } from "./model/model.js";

const agency = one(Agency, "agencyId", "Cơ quan: the body whose staff it was about.");

@Resolver(() => Training)
@Collection(Training, {
  term: "Đào tạo, bồi dưỡng: courses that staff attended.",
  example: "{ nodes { name agency { name } } }",
  relations: { agency },
})
export class TrainingResolver {}

@Resolver(() => PersonnelAction)
@Collection(PersonnelAction, {
  term: "Việc tổ chức cán bộ: what was done about staff.",
  example: "(first: 5) { nodes { name agency { name } } }",
  relations: { agency },
})
export class PersonnelActionResolver {}
