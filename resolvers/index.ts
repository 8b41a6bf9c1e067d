import { AbbreviationResolver } from "./abbreviation.resolver.js";
import { ActivityResolver, EventResolver } from "./activity.resolver.js";
import { AgencyResolver, PlaceResolver } from "./agency.resolver.js";
import { BalanceItemResolver, BalanceResolver } from "./balance.resolver.js";
import { CheckResolver } from "./check.resolver.js";
import { ComputationResolver } from "./computation.resolver.js";
import { DocumentResolver, TopicResolver } from "./document.resolver.js";
import { DigitalCertificateResolver, OnlineServiceResolver } from "./eservice.resolver.js";
import {
  DimensionMemberResolver,
  DimensionResolver,
  IndicatorResolver,
  PeriodResolver,
  UnitResolver,
} from "./indicator.resolver.js";
import { InfrastructureSystemResolver, IntegrationResolver } from "./infrastructure.resolver.js";
import { CitizenReceptionResolver, InspectionResolver, SanctionResolver } from "./inspection.resolver.js";
import { LinkResolver } from "./link.resolver.js";
import { MediaOutletResolver, MediaOutputResolver } from "./media.resolver.js";
import { CoordinateResolver, ObservationResolver } from "./observation.resolver.js";
import { PersonnelActionResolver, TrainingResolver } from "./personnel.resolver.js";
import { PlannedTaskResolver, ProgrammeResolver } from "./plan.resolver.js";
import { BidPackageResolver, ProjectResolver } from "./project.resolver.js";
import {
  EvaluationPointResolver,
  OtherNameResolver,
  RecipientResolver,
  ReportResolver,
  SectionResolver,
} from "./report.resolver.js";
import { SecurityIncidentResolver, VulnerabilityNoticeResolver } from "./security.resolver.js";
import { LicenceResolver, OperatorResolver } from "./telecom.resolver.js";
import { ThemeResolver } from "./theme.resolver.js";
import { SourcedResolver, SourceResolver, ThingResolver } from "./thing.resolver.js";

/** The resolvers of each domain. */
export const DOMAINS = {
  report: [ReportResolver, SectionResolver, RecipientResolver, EvaluationPointResolver, OtherNameResolver],
  agency: [AgencyResolver, PlaceResolver],
  telecom: [OperatorResolver, LicenceResolver],
  infrastructure: [InfrastructureSystemResolver, IntegrationResolver],
  security: [VulnerabilityNoticeResolver, SecurityIncidentResolver],
  media: [MediaOutletResolver, MediaOutputResolver],
  eservice: [OnlineServiceResolver, DigitalCertificateResolver],
  document: [DocumentResolver, TopicResolver],
  project: [ProjectResolver, BidPackageResolver],
  inspection: [InspectionResolver, SanctionResolver, CitizenReceptionResolver],
  personnel: [TrainingResolver, PersonnelActionResolver],
  activity: [EventResolver, ActivityResolver],
  plan: [PlannedTaskResolver, ProgrammeResolver],
  theme: [ThemeResolver],
  indicator: [IndicatorResolver, PeriodResolver, UnitResolver, DimensionResolver, DimensionMemberResolver],
  abbreviation: [AbbreviationResolver],
  observation: [ObservationResolver, CoordinateResolver, CheckResolver],
  computation: [ComputationResolver, BalanceResolver, BalanceItemResolver],
  thing: [ThingResolver, SourcedResolver, SourceResolver, LinkResolver],
} as const;

/** What each domain is about: the headings under which the root's fields are listed. */
export const DOMAIN_TERMS: Record<keyof typeof DOMAINS, string> = {
  report: "Báo cáo · Reports",
  agency: "Cơ quan, địa bàn · Agencies and places",
  telecom: "Bưu chính, viễn thông · Post and telecom",
  infrastructure: "Hạ tầng, hệ thống thông tin · Information systems",
  security: "An toàn thông tin · Information security",
  media: "Báo chí, truyền thông · Press and media",
  eservice: "Dịch vụ công trực tuyến · Online public services",
  document: "Văn bản · Documents",
  project: "Dự án đầu tư · Investment projects",
  inspection: "Thanh tra, xử phạt, tiếp công dân · Inspections",
  personnel: "Tổ chức cán bộ, đào tạo · Personnel and training",
  activity: "Sự kiện, hoạt động · Events and activities",
  plan: "Nhiệm vụ kế hoạch, chương trình · Planned tasks and programmes",
  theme: "Chuyên đề · Themes",
  indicator: "Chỉ tiêu, kỳ, đơn vị tính, phân tổ · Indicators and what defines figures",
  abbreviation: "Từ viết tắt · Abbreviations",
  observation: "Số liệu, kiểm tra số liệu · Figures and checks",
  computation: "Giá trị tính, cân đối · Computed values and balances",
  thing: "Tìm kiếm và liên kết · Search and links",
};
