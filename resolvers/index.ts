import { ActivityResolver, EventResolver } from "./activity.resolver.js";
import { AgencyResolver, PlaceResolver } from "./agency.resolver.js";
import { CheckResolver } from "./check.resolver.js";
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
import { PlannedTaskResolver } from "./plan.resolver.js";
import { BidPackageResolver, ProjectResolver } from "./project.resolver.js";
import {
  EvaluationPointResolver,
  RecipientResolver,
  ReportResolver,
  SectionResolver,
} from "./report.resolver.js";
import { SecurityIncidentResolver, VulnerabilityNoticeResolver } from "./security.resolver.js";
import { LicenceResolver, OperatorResolver } from "./telecom.resolver.js";
import { SourcedResolver, SourceResolver, ThingResolver } from "./thing.resolver.js";

/** The resolvers of each domain. */
export const DOMAINS = {
  report: [ReportResolver, SectionResolver, RecipientResolver, EvaluationPointResolver],
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
  plan: [PlannedTaskResolver],
  indicator: [IndicatorResolver, PeriodResolver, UnitResolver, DimensionResolver, DimensionMemberResolver],
  observation: [ObservationResolver, CoordinateResolver, CheckResolver],
  thing: [ThingResolver, SourcedResolver, SourceResolver, LinkResolver],
} as const;
