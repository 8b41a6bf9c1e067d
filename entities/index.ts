import { Abbreviation, AbbreviationWriting } from "./abbreviation.js";
import { Activity, Event } from "./activity.js";
import { Agency, Place } from "./agency.js";
import { Balance, BalanceItem } from "./balance.js";
import { ThingEntry } from "./base.js";
import { Check } from "./check.js";
import { collateTexts } from "./collation.js";
import { Computation } from "./computation.js";
import { Document, Topic } from "./document.js";
import { DigitalCertificate, OnlineService } from "./eservice.js";
import { Dimension, DimensionMember, Indicator, Period, Unit } from "./indicator.js";
import { InfrastructureSystem, Integration } from "./infrastructure.js";
import { CitizenReception, Inspection, Sanction } from "./inspection.js";
import { Link } from "./link.js";
import { MediaOutlet, MediaOutput } from "./media.js";
import { Coordinate, FigureClass, Observation, ObservationAbout, ObservationCount } from "./observation.js";
import { PersonnelAction, Training } from "./personnel.js";
import { PlannedTask, Programme } from "./plan.js";
import { BidPackage, Project } from "./project.js";
import { EvaluationPoint, OtherName, Recipient, Report, Section } from "./report.js";
import { SecurityIncident, VulnerabilityNotice } from "./security.js";
import { Licence, Operator } from "./telecom.js";
import { Theme } from "./theme.js";

/** Every kind of thing by the prefix of its ids, with the name of its collection in the API and in data files. */
export const THINGS = {
  report: { entity: Report, many: "reports" },
  section: { entity: Section, many: "sections" },
  recipient: { entity: Recipient, many: "recipients" },
  evaluation: { entity: EvaluationPoint, many: "evaluationPoints" },
  name: { entity: OtherName, many: "otherNames" },
  agency: { entity: Agency, many: "agencies" },
  place: { entity: Place, many: "places" },
  operator: { entity: Operator, many: "operators" },
  licence: { entity: Licence, many: "licences" },
  system: { entity: InfrastructureSystem, many: "infrastructureSystems" },
  integration: { entity: Integration, many: "integrations" },
  notice: { entity: VulnerabilityNotice, many: "vulnerabilityNotices" },
  incident: { entity: SecurityIncident, many: "securityIncidents" },
  outlet: { entity: MediaOutlet, many: "mediaOutlets" },
  output: { entity: MediaOutput, many: "mediaOutputs" },
  service: { entity: OnlineService, many: "onlineServices" },
  certificate: { entity: DigitalCertificate, many: "digitalCertificates" },
  document: { entity: Document, many: "documents" },
  topic: { entity: Topic, many: "topics" },
  project: { entity: Project, many: "projects" },
  package: { entity: BidPackage, many: "bidPackages" },
  inspection: { entity: Inspection, many: "inspections" },
  sanction: { entity: Sanction, many: "sanctions" },
  reception: { entity: CitizenReception, many: "citizenReceptions" },
  training: { entity: Training, many: "trainings" },
  personnel: { entity: PersonnelAction, many: "personnelActions" },
  event: { entity: Event, many: "events" },
  activity: { entity: Activity, many: "activities" },
  task: { entity: PlannedTask, many: "plannedTasks" },
  programme: { entity: Programme, many: "programmes" },
  theme: { entity: Theme, many: "themes" },
  unit: { entity: Unit, many: "units" },
  dimension: { entity: Dimension, many: "dimensions" },
  member: { entity: DimensionMember, many: "dimensionMembers" },
  period: { entity: Period, many: "periods" },
  indicator: { entity: Indicator, many: "indicators" },
  balance: { entity: Balance, many: "balances" },
  item: { entity: BalanceItem, many: "balanceItems" },
  abbreviation: { entity: Abbreviation, many: "abbreviations" },
} as const;

export type ThingPrefix = keyof typeof THINGS;

/** The entities that TypeORM is given. */
export const ENTITIES = [
  ...Object.values(THINGS).map(({ entity }) => entity),
  ThingEntry,
  AbbreviationWriting,
  Link,
  Observation,
  Coordinate,
  ObservationAbout,
  ObservationCount,
  FigureClass,
  Check,
  Computation,
];

collateTexts();
