import { Resolver } from "type-graphql";
import { Agency } from "../entities/agency.js";
import { PlannedTask, Programme } from "../entities/plan.js";
import { BidPackage, Project } from "../entities/project.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";
import { formattedMoney } from "./sql/formatted.js";

@Resolver(() => Project)
@Collection(Project, {
  term: "Dự án đầu tư: projects, and groups of projects financed together.",
  example: "{ nodes { name phase packages { totalCount } } }",
  relations: {
    owner: one(Agency, "ownerId", "Chủ đầu tư: the body that owns it."),
    parent: one(Project, "parentId", "Nhóm dự án: the group it is financed with."),
    children: many(Project, "parentId", "Dự án thành phần: the projects of the group."),
    packages: many(BidPackage, "projectId", "Gói thầu: its bid packages that the source names."),
    tasks: linked(PlannedTask, "from", "Nhiệm vụ: the planned tasks that touch it."),
    programmes: linked(Programme, "to", "Chương trình: the programmes that it serves.", "SERVES"),
  },
})
export class ProjectResolver {}

@Resolver(() => BidPackage)
@Collection(BidPackage, {
  term: "Gói thầu: bid packages that a report names; those it only counts are observations of the project.",
  example: "{ totalCount nodes { name formattedContractValue } }",
  expressions: {
    formattedContractValue: formattedMoney(
      "contract_value",
      "Cách viết giá trị hợp đồng: the value of its contract as a person would write it. VI: 469,5 tỷ đồng; EN: VND 469.5 billion.",
    ),
  },
  relations: {
    project: one(Project, "projectId", "Dự án: the project it belongs to."),
    programmes: linked(Programme, "to", "Chương trình: the programmes that it serves.", "SERVES"),
  },
})
export class BidPackageResolver {}
