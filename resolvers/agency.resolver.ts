import { Resolver } from "type-graphql";
import { Activity } from "../entities/activity.js";
import { Agency, Place } from "../entities/agency.js";
import { Document, Topic } from "../entities/document.js";
import { InfrastructureSystem } from "../entities/infrastructure.js";
import { CitizenReception, Inspection } from "../entities/inspection.js";
import { MediaOutlet } from "../entities/media.js";
import { PersonnelAction, Training } from "../entities/personnel.js";
import { PlannedTask, Programme } from "../entities/plan.js";
import { Project } from "../entities/project.js";
import { Recipient, Report } from "../entities/report.js";
import { Licence, Operator } from "../entities/telecom.js";
import { Collection } from "./collection.js";
import { linked, many, one } from "./model/model.js";

@Resolver(() => Agency)
@Collection(Agency, {
  term: "Cơ quan, đơn vị: public bodies of the Party, the State or society.",
  example:
    "(where: { level: { eq: PROVINCE } }, first: 5) { nodes { name aliases documents { totalCount } } }",
  relations: {
    parent: one(Agency, "parentId", "Cơ quan chủ quản: the body it belongs to."),
    children: many(Agency, "parentId", "Đơn vị trực thuộc: the bodies that belong to it."),
    place: one(Place, "placeId", "Địa bàn: the area it works in."),
    systems: many(InfrastructureSystem, "ownerId", "Hệ thống: the systems it owns."),
    documents: many(Document, "issuerId", "Văn bản ban hành: the documents it issued."),
    receivedDocuments: linked(Document, "from", "Văn bản nhận: the documents sent to it.", "ADDRESSED_TO"),
    receivedTopics: linked(
      Topic,
      "from",
      "Chủ đề văn bản nhận: the subjects of documents sent to it that are only counted.",
      "ADDRESSED_TO",
    ),
    topics: many(Topic, "issuerId", "Chủ đề văn bản: the subjects on which it issued documents."),
    projects: many(Project, "ownerId", "Dự án: the projects it owns."),
    programmes: many(Programme, "ownerId", "Chương trình: the programmes that belong to it."),
    tasks: many(PlannedTask, "responsibleId", "Nhiệm vụ: the planned tasks it answers for."),
    concernedTasks: linked(PlannedTask, "from", "Nhiệm vụ liên quan: the planned tasks that touch it."),
    activities: many(Activity, "agencyId", "Hoạt động: what it did."),
    partnerActivities: linked(
      Activity,
      "from",
      "Hoạt động phối hợp: what others did with it.",
      "PARTNERS_WITH",
    ),
    inspections: many(Inspection, "leadId", "Thanh tra, kiểm tra: the inspections it led."),
    receptions: many(CitizenReception, "agencyId", "Tiếp công dân: its receptions of citizens."),
    licences: many(Licence, "agencyId", "Giấy phép: the acts of licensing it took part in."),
    heldLicences: many(Licence, "holderId", "Giấy phép được cấp: the licences it holds or asked for."),
    outlets: many(MediaOutlet, "agencyId", "Kênh truyền thông: the outlets it runs."),
    trainings: many(Training, "agencyId", "Đào tạo: the courses of its staff."),
    personnelActions: many(PersonnelAction, "agencyId", "Việc cán bộ: what was done about its staff."),
    issuedReports: many(Report, "issuerId", "Báo cáo: the reports it issued."),
    receivedReports: many(Recipient, "agencyId", "Nơi nhận: the lists of recipients it stands in."),
  },
})
export class AgencyResolver {}

@Resolver(() => Place)
@Collection(Place, {
  term: "Địa bàn: administrative areas.",
  example: "(where: { observations: { some: {} } }) { nodes { name observations { totalCount } } }",
  relations: {
    parent: one(Place, "parentId", "Địa bàn cấp trên: the area it belongs to, where the source says so."),
    children: many(Place, "parentId", "Địa bàn trực thuộc: the areas that belong to it."),
    agencies: many(Agency, "placeId", "Cơ quan: the bodies that work in it."),
    operators: many(Operator, "placeId", "Doanh nghiệp: the operators that work in it."),
    licences: many(Licence, "placeId", "Giấy phép: the acts of licensing there."),
    heldLicences: many(Licence, "holderId", "Giấy phép được cấp: the licences it holds or asked for."),
    inspections: many(Inspection, "placeId", "Thanh tra, kiểm tra: the inspections held there."),
    outlets: many(MediaOutlet, "placeId", "Kênh truyền thông: the outlets there."),
  },
})
export class PlaceResolver {}
